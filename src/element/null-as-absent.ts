/**
 * An accessor that takes `null` as `undefined`: frameworks say `null` to take a property back, and so does
 * an attribute that is removed.
 */
export function nullAsAbsent(accessor: PropertyDescriptor | undefined): PropertyDescriptor {
  return {
    ...accessor,
    set(value: unknown) {
      accessor?.set?.call(this, value ?? undefined);
    },
  };
}
