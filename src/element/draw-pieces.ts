import type { Piece } from '../i18n/format.ts';
import { h, type View } from './render.ts';

/** Text with its strong runs and its dates; every date is isolated from the direction around it. */
export function drawPieces(pieces: readonly Piece[]): View[] {
  const runs: { strong: boolean; views: View[] }[] = [];
  for (const { text, date, strong = false } of pieces) {
    const view = date === undefined ? text : h('time', { datetime: date }, text);
    const run = runs.at(-1);
    if (run?.strong === strong) run.views.push(view);
    else runs.push({ strong, views: [view] });
  }
  return runs.map(({ strong, views }) =>
    strong ? h('strong', { part: 'date', class: 'date' }, h('bdi', {}, views)) : views,
  );
}
