const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF00-\uFF60]/gu;

/** Columns that a text takes in a terminal: East Asian characters take two, combining marks none. */
export function displayWidth(text: string): number {
  const shown = text.replace(/[\p{Mn}\p{Cf}]/gu, '');
  return Array.from(shown).length + (shown.match(WIDE)?.length ?? 0);
}

/** Breaks a text at its spaces into lines of at most `width` columns; a longer word stands alone. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const joined = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && displayWidth(joined) <= width) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
}

/** A text in lines of at most `width`, the first after `first`, the others after `rest`. */
export function indented(text: string, width: number, first: string, rest: string): string[] {
  return wrap(text, width - rest.length).map((line, index) => (index === 0 ? first : rest) + line);
}

const GAP = '  ';

/**
 * A table as lines. Its first `fixed` columns stand before the others; where those do not fit beside
 * each other within `width`, they follow in a table below.
 */
export function layTable(header: string[], rows: string[][], fixed: number, width: number): string[] {
  const natural = header.map((title, column) => {
    const cells = rows.map((row) => displayWidth(row[column] ?? ''));
    // A title may break, a date is better read in one line.
    return Math.max(...cells, ...title.split(' ').map(displayWidth));
  });
  const leading = natural.slice(0, fixed).map((_, column) => column);
  const room = width - leading.reduce((sum, column) => sum + (natural[column] ?? 0) + GAP.length, 0);
  const widths = natural.map((each, column) => (column < fixed ? each : Math.min(each, Math.max(room, 10))));
  return groupColumns(widths, fixed, room).flatMap((group, index) => {
    const columns = [...leading, ...group];
    const lay = (row: string[]): string[] => layRow(columns.map((column) => [row[column] ?? '', widths[column] ?? 0]));
    const rule = columns.map((column) => '-'.repeat(widths[column] ?? 0)).join(GAP);
    return [...(index > 0 ? [''] : []), ...lay(header), rule, ...rows.flatMap(lay)];
  });
}

/** Columns that fit beside each other, at least one. */
function groupColumns(widths: readonly number[], fixed: number, room: number): number[][] {
  const groups: number[][] = [];
  let left = -1;
  for (let column = fixed; column < widths.length; column++) {
    const needed = widths[column] ?? 0;
    if (needed > left) {
      groups.push([]);
      left = room;
    }
    groups.at(-1)?.push(column);
    left -= needed + GAP.length;
  }
  return groups;
}

function layRow(cells: [text: string, width: number][]): string[] {
  const columns = cells.map(([text, width]) => ({ lines: wrap(text, width), width }));
  const height = Math.max(...columns.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, index) =>
    columns
      .map(({ lines, width }) => {
        const line = lines[index] ?? '';
        return line + ' '.repeat(Math.max(0, width - displayWidth(line)));
      })
      .join(GAP)
      .trimEnd(),
  );
}
