import type { LineItem } from '../../contract/order.ts';
import type { TextRun } from '../../i18n/formatter.ts';
import { nameLineItem } from '../../order/line-item-name.ts';
import type { LineSummary } from '../../order/line-summaries.ts';
import type { OrderFacts } from '../../order/order-facts.ts';
import type { ParcelItem } from '../../order/parcel-contents.ts';
import type { ParcelSummary } from '../../order/parcel-summary.ts';
import type { PromiseSummary } from '../../order/promise-summary.ts';
import { resolvePageUrl } from '../shared/resolve-page-url.ts';
import { selectLabel, type OrderFormatter } from './order-formatter.ts';
import type { PinnedCancelElements } from './pinned-cancel-elements.ts';

export type LineItemViewModel = {
  /** Id of the line. */
  id: string;
  text: string;
  /** Page of the product. */
  url: string | undefined;
  /** Picture of the product. */
  imageUrl: string | undefined;
  details: TextRun[][];
  /** Whether the slot of the line is here. A line that is in several parcels has one slot. */
  hasSlot: boolean;
  /** Whether the slot has a cancel element. */
  canCancel: boolean;
};

/** Where the lines of an order stand, and what happened to them. */
export type LineItemContext = {
  lines: readonly LineSummary[];
  /** Ids of the lines with a cancel element. */
  cancelable: ReadonlySet<string>;
  /** By line id, the key of the parcel that has its slot. */
  slots: ReadonlyMap<string, string>;
  /** By line id, what was canceled, returned and refunded. A cancel element with its outcome says it itself. */
  adjustments: ReadonlyMap<string, string[]>;
};

export function deriveLineItemContext(
  { actions, lines, parcels, returns, unshippedItems }: OrderFacts,
  pinned: PinnedCancelElements['positionsByLineId'],
  formatter: OrderFormatter,
): LineItemContext {
  const offered = actions.filter(({ type }) => type === 'cancel-items').flatMap(({ lineItems }) => lineItems ?? []);
  // Unshipped pieces can be canceled longest: they take the slot, then the first parcel.
  const byRank: readonly ParcelSummary[] = [
    ...returns,
    ...parcels.toReversed(),
    ...(unshippedItems ? [unshippedItems] : []),
  ];
  return {
    lines,
    cancelable: new Set([...offered.map(({ id }) => id), ...pinned.keys()]),
    slots: new Map([
      ...byRank.flatMap(({ shipment, items = [] }) => items.map(({ line }) => [line.id, shipment.id] as const)),
      ...[...pinned].map(([id, { parcelKey }]) => [id, parcelKey] as const),
    ]),
    adjustments: new Map(
      lines
        .filter(({ line }) => !pinned.get(line.id)?.hasOutcome)
        .map((line) => [line.line.id, formatAdjustments(line, formatter)]),
    ),
  };
}

/** An item of a list. `note` is its state, if that of other items in the list is different. */
export type ListItem = ParcelItem & { promise?: PromiseSummary; note?: string | undefined };

/** The lines in a parcel, and pinned ones that have left it: an open dialog or the focus would not survive a move. */
export function deriveLineItems(
  parcelKey: string,
  items: readonly ListItem[],
  leftIds: readonly string[],
  context: LineItemContext,
  formatter: OrderFormatter,
): LineItemViewModel[] {
  const positionOf = (id: string): number => context.lines.findIndex(({ line }) => line.id === id);
  return leftIds.reduce(
    (all, id) => {
      const next = all.findIndex((item) => positionOf(item.id) > positionOf(id));
      return all.toSpliced(next < 0 ? all.length : next, 0, deriveLeftLine(id, context));
    },
    items.map((item) => deriveLineItem(item, parcelKey, context, formatter)),
  );
}

function deriveLineItem(
  { line, quantity, promise, note }: ListItem,
  parcelKey: string,
  { slots, cancelable }: LineItemContext,
  formatter: OrderFormatter,
): LineItemViewModel {
  const window = promise?.current?.window;
  const hasSlot = slots.get(line.id) === parcelKey;
  const title = nameLineItem(line);
  const { money, timesQuantity } = formatter;
  // The quantity stands beside the price of one piece, else beside the title.
  const price = line.unitPrice && timesQuantity(money(line.unitPrice), quantity);
  return {
    id: line.id,
    text: price === undefined ? timesQuantity(title, quantity) : title,
    ...derivePage(line),
    details: [
      ...[note, price].flatMap((text) => (text === undefined ? [] : [[{ text }]])),
      ...(window ? [formatter.expected(window)] : []),
    ],
    hasSlot,
    canCancel: hasSlot && cancelable.has(line.id),
  };
}

const derivePage = (line: LineItem | undefined): Pick<LineItemViewModel, 'url' | 'imageUrl'> => ({
  url: resolvePageUrl(line?.url),
  imageUrl: resolvePageUrl(line?.imageUrl),
});

/** Adjustments in place of the quantity, which is zero. */
function deriveLeftLine(id: string, { lines, adjustments }: LineItemContext): LineItemViewModel {
  const line = lines.find((each) => each.line.id === id)?.line;
  const [text = line ? nameLineItem(line) : id, ...more] = adjustments.get(id) ?? [];
  const details = more.map((detail) => [{ text: detail }]);
  return { id, text, ...derivePage(line), details, hasSlot: true, canCancel: true };
}

/** What was canceled, returned, announced or refunded of a line. */
function formatAdjustments(
  { line, adjustments }: LineSummary,
  { text, messages, number, money }: OrderFormatter,
): string[] {
  const { cancellation, pending, return: returned, return_pending: announced, refund } = messages.adjustment;
  const templates = {
    'cancellation pending': pending,
    'cancellation completed': cancellation,
    'return pending': announced,
    'return completed': returned,
  };
  return adjustments.flatMap(({ kind, status, lineItems, money: amount }) => {
    const quantity = number(lineItems?.find(({ id }) => id === line.id)?.quantity ?? 1);
    const template = selectLabel(templates, `${kind} ${status}`);
    return [
      ...(template ? [text(template, { quantity, title: line.title })] : []),
      // The amount is that of all lines: it stands once.
      ...(amount && status === 'completed' && (lineItems?.[0]?.id ?? line.id) === line.id
        ? [text(refund, { amount: money(amount) })]
        : []),
    ];
  });
}
