import type { TextRun } from './formatter.ts';

/**
 * Replaces the `{placeholders}` of a message and marks the text between `[` and `]` as strong. A value
 * is never parsed itself. A placeholder without a value stays as it is.
 */
export function formatMessage(message: string, values: Record<string, string | readonly TextRun[]>): TextRun[] {
  const runs: TextRun[] = [];
  let strong = false;
  for (const token of message.split(/([[\]]|\{\w+\})/)) {
    if (token === '[' || token === ']') strong = token === '[';
    else if (token) runs.push(...resolveToken(token, values).map((run) => (strong ? { ...run, strong } : run)));
  }
  return runs;
}

/** {@link formatMessage} as plain text. */
export function formatMessageText(message: string, values: Record<string, string | readonly TextRun[]>): string {
  return toPlainText(formatMessage(message, values));
}

export function toPlainText(runs: readonly TextRun[]): string {
  return runs.map(({ text }) => text).join('');
}

function resolveToken(token: string, values: Record<string, string | readonly TextRun[]>): readonly TextRun[] {
  const name = /^\{(\w+)\}$/.exec(token)?.[1];
  const value = name !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined) return [{ text: token }];
  return typeof value === 'string' ? [{ text: value }] : value;
}
