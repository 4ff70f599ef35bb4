import { browserNames, type BrowserName } from './find-browsers.ts';

export type BrowserSelection = {
  names: readonly BrowserName[];
  /** The run fails if one of them is missing. */
  isRequired: boolean;
};

/** Parses `WAYBILL_BROWSERS`: `all`, or a list such as `chromium,webkit`. Unset: every browser of the machine. */
export function parseBrowserSelection(text = process.env['WAYBILL_BROWSERS']): BrowserSelection {
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
