import { browserNames, type BrowserName } from './browsers.ts';

export type Wanted = {
  names: readonly BrowserName[];
  /** Whether the run fails where one of them is missing. */
  isRequired: boolean;
};

/** Reads `WAYBILL_BROWSERS`: `all`, or a list such as `chromium,webkit`. Without it: what there is. */
export function readWanted(text = process.env['WAYBILL_BROWSERS']): Wanted {
  if (!text) return { names: browserNames, isRequired: false };
  if (text === 'all') return { names: browserNames, isRequired: true };
  const names = text.split(/[\s,]+/).filter(Boolean);
  const unknown = names.find((name) => !isBrowserName(name));
  if (unknown !== undefined) {
    throw new Error(`"${unknown}" is none of ${browserNames.join(', ')}, all`);
  }
  return { names: names.filter(isBrowserName), isRequired: true };
}

function isBrowserName(name: string): name is BrowserName {
  return (browserNames as readonly string[]).includes(name);
}
