import { isRecord } from './json-value.ts';

/** Paths of the times of a scan. */
const TIME_PATHS = ['at', 'shipment.pickup.until', 'exception.actionRequired.until'];

/** Whether an issue is about a time of a scan. */
export const isTimePath = (path: string): boolean => TIME_PATHS.includes(path);

/** A scan without the times that are `null` or blank: they are no times. */
export function removeEmptyTimes(scan: unknown): unknown {
  const emptyPaths = TIME_PATHS.filter((path) => {
    const time = path.split('.').reduce((value: unknown, name) => (isRecord(value) ? value[name] : undefined), scan);
    return time === null || (typeof time === 'string' && time.trim() === '');
  });
  return removeFields(scan, emptyPaths);
}

/** A copy without the fields at the paths. */
export const removeFields = (value: unknown, paths: readonly string[]): unknown =>
  paths.reduce((rest: unknown, path) => removeField(rest, path.split('.')), value);

function removeField(value: unknown, [name = '', ...names]: readonly string[]): unknown {
  if (!isRecord(value) || !Object.hasOwn(value, name)) return value;
  const { [name]: field, ...others } = value;
  return names.length > 0 ? { ...others, [name]: removeField(field, names) } : others;
}
