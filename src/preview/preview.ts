import { cancelPreviews } from './cancel-previews.ts';
import { estimatePreviews } from './estimate-previews.ts';
import { orderPreviews } from './order-previews.ts';

/** States of the connection, which an order alone does not have. `loading` is the status `connecting`. */
const connectionStates = ['loading', 'live', 'stale', 'offline', 'denied', 'not-found', 'bad-data'] as const;

/** Of these, the ones that show an order. */
const statesWithOrder: readonly string[] = ['live', 'stale', 'offline'];

/** The states of an element, and the properties that show one of them; `undefined` for an unknown state. */
type ElementPreview = { states: readonly string[]; createProperties: (state: string) => object | undefined };

const previewsByTag: Record<string, ElementPreview> = {
  'waybill-delivery-estimate': {
    states: [...Object.keys(estimatePreviews), 'loading', 'failed', 'invalid'],
    createProperties: createEstimateProperties,
  },
  'waybill-order-status': {
    states: [...Object.keys(orderPreviews), ...connectionStates],
    createProperties: createOrderProperties,
  },
  'waybill-cancel-item': { states: Object.keys(cancelPreviews), createProperties: createCancelProperties },
};

/** Every state that `preview` takes, by element. */
export const previewStates: Record<string, readonly string[]> = Object.fromEntries(
  Object.entries(previewsByTag).map(([tag, { states }]) => [tag, states]),
);

/**
 * Puts an element into the state that its `preview` attribute names, without data or network: for theme designers. It sets
 * the properties that a page would set.
 */
export function showPreview(element: Element): void {
  const state = element.getAttribute('preview') ?? '';
  const properties = previewsByTag[element.localName]?.createProperties(state);
  if (!properties) {
    const states = previewStates[element.localName]?.join(', ');
    console.warn(`Waybill: <${element.localName}> has no preview "${state}"; it has ${states}.`);
    return;
  }
  for (const [name, value] of Object.entries(properties)) Reflect.set(element, name, value);
  (element as { requestUpdate?(): void }).requestUpdate?.();
}

function createEstimateProperties(state: string): object | undefined {
  // Estimates come from `source`, because the postcode form needs a way to request estimates.
  const base = { estimates: undefined, source: undefined, sku: 'preview' };
  const estimates = selectState(estimatePreviews, state);
  if (estimates) return { ...base, source: () => Promise.resolve(estimates) };
  if (state === 'loading') return { ...base, source: () => new Promise(() => {}) };
  if (state === 'failed') return { ...base, source: () => Promise.reject(new Error('preview')) };
  return state === 'invalid' ? { ...base, estimates: { id: 'invalid' } } : undefined;
}

function createOrderProperties(state: string): object | undefined {
  const order = selectState(orderPreviews, state);
  if (order) return { order, connection: undefined };
  const name = connectionStates.find((each) => each === state);
  if (!name) return undefined;
  return {
    order: statesWithOrder.includes(name) ? orderPreviews['on-its-way'] : undefined,
    connection: { status: name === 'loading' ? 'connecting' : name, refresh() {} },
  };
}

function createCancelProperties(state: string): object | undefined {
  const preview = selectState(cancelPreviews, state);
  if (!preview) return undefined;
  const { order, target, explain, state: shownState } = preview;
  return { order, type: target.type, lineItem: target.lineItem, explain, state: shownState };
}

function selectState<T>(states: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(states, name) ? states[name] : undefined;
}
