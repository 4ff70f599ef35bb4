import type { Piece } from './format.ts';

/**
 * Fills a message's `{placeholders}` and marks what stands between `[` and `]` as strong. A value is
 * text or pieces; a placeholder without a value stays as it is written.
 */
export function fill(message: string, values: Record<string, string | readonly Piece[]>): Piece[] {
  const pieces: Piece[] = [];
  let strong = false;
  for (const token of message.split(/([[\]]|\{\w+\})/)) {
    if (token === '[' || token === ']') strong = token === '[';
    else if (token) pieces.push(...valueOf(token, values).map((piece) => (strong ? { ...piece, strong } : piece)));
  }
  return pieces;
}

/** A message as plain text. */
export function fillText(message: string, values: Record<string, string | readonly Piece[]>): string {
  return textOf(fill(message, values));
}

export function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}

function valueOf(token: string, values: Record<string, string | readonly Piece[]>): readonly Piece[] {
  const name = /^\{(\w+)\}$/.exec(token)?.[1];
  const value = name !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined) return [{ text: token }];
  return typeof value === 'string' ? [{ text: value }] : value;
}
