const wideCharacter =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF00-\uFF60]/gu;

/** Width of a text in terminal columns: East Asian characters take two, combining marks none. */
export function displayWidth(text: string): number {
  const visible = text.replace(/[\p{Mn}\p{Cf}]/gu, '');
  return Array.from(visible).length + (visible.match(wideCharacter)?.length ?? 0);
}

/** Breaks a text at its spaces into lines of at most `width` columns; a longer word gets its own line. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const joined = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && displayWidth(joined) <= width) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
}

/** Wraps a text to `width` columns: the first line after `indent`, the others after `hangingIndent`. */
export function indentText(text: string, width: number, indent: string, hangingIndent: string): string[] {
  return wrapText(text, width - hangingIndent.length).map(
    (line, index) => (index === 0 ? indent : hangingIndent) + line,
  );
}

const GAP = '  ';

/**
 * The lines of a table. Columns that do not fit within `width` follow in a further table below, which
 * repeats the first `fixedColumns` columns.
 */
export function formatTable(header: string[], rows: string[][], fixedColumns: number, width: number): string[] {
  const natural = header.map((title, column) => {
    const cells = rows.map((row) => displayWidth(row[column] ?? ''));
    // Titles may wrap, dates should not.
    return Math.max(...cells, ...title.split(' ').map(displayWidth));
  });
  const leading = natural.slice(0, fixedColumns).map((_, column) => column);
  const available = width - leading.reduce((sum, column) => sum + (natural[column] ?? 0) + GAP.length, 0);
  const widths = natural.map((each, column) =>
    column < fixedColumns ? each : Math.min(each, Math.max(available, 10)),
  );
  return groupColumns(widths, fixedColumns, available).flatMap((group, index) => {
    const columns = [...leading, ...group];
    const formatCells = (row: string[]): string[] =>
      formatRow(columns.map((column) => [row[column] ?? '', widths[column] ?? 0]));
    const rule = columns.map((column) => '-'.repeat(widths[column] ?? 0)).join(GAP);
    return [...(index > 0 ? [''] : []), ...formatCells(header), rule, ...rows.flatMap(formatCells)];
  });
}

/** Groups of columns that fit side by side; each has at least one. */
function groupColumns(widths: readonly number[], fixedColumns: number, available: number): number[][] {
  const groups: number[][] = [];
  let left = -1;
  for (let column = fixedColumns; column < widths.length; column++) {
    const needed = widths[column] ?? 0;
    if (needed > left) {
      groups.push([]);
      left = available;
    }
    groups.at(-1)?.push(column);
    left -= needed + GAP.length;
  }
  return groups;
}

function formatRow(cells: [text: string, width: number][]): string[] {
  const columns = cells.map(([text, width]) => ({ lines: wrapText(text, width), width }));
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
