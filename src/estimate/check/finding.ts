import type { Issue } from '../../contract/parse.ts';

/** Something in a shop's terms that cannot be meant (`error`), or that may not be (`warning`). */
export type Finding = Issue & { severity: 'error' | 'warning' };

export function error(path: string, message: string): Finding {
  return { severity: 'error', path, message };
}

export function warning(path: string, message: string): Finding {
  return { severity: 'warning', path, message };
}

/** "city, country, abroad", of many the first few. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 8).join(', ');
  return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown;
}
