/** Events by which browsers follow a link around their target. */
export const linkEvents = ['click', 'auxclick', 'keydown'] as const;

/**
 * Keeps a link of the page around an element from being followed by the element's buttons and in its dialog. Capturing
 * listener of the host for {@link linkEvents}: a button may be gone once it was pressed. The element's own links work.
 * Outside a link nothing is prevented.
 */
export function keepLinkFromFollowing(event: Event): void {
  const path = event.composedPath() as Element[];
  const [target] = path;
  // Firefox follows the link on Enter in a field. In the text area, no new line is the lesser evil.
  const { type, key = 'Enter' } = event as Partial<KeyboardEvent>;
  const guarded = type === 'keydown' ? 'input, textarea' : 'dialog, button';
  if (key !== 'Enter' || !target?.closest(guarded) || target.closest('a')) return;
  if (!path.some(({ localName }) => localName === 'a')) return;
  event.preventDefault();
  // Prevented too: a label gives the focus to its field.
  target.closest('label')?.control?.focus();
}
