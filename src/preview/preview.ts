import { cancelPreviews } from './cancels.ts';
import { estimatePreviews } from './estimates.ts';
import { orderPreviews } from './orders.ts';

/** How a live order is known, for states that an order alone does not have. */
const connections = ['loading', 'live', 'stale', 'offline', 'denied', 'not-found', 'bad-data'] as const;

/** Every state that `preview` takes, by element. */
export const previewStates: Record<string, readonly string[]> = {
  'waybill-delivery-estimate': [...Object.keys(estimatePreviews), 'loading', 'failed', 'invalid'],
  'waybill-order-status': [...Object.keys(orderPreviews), ...connections],
  'waybill-cancel-item': Object.keys(cancelPreviews),
};

/**
 * Puts an element into the state that its `preview` attribute names, without data or network. For
 * theme designers; nothing of it is part of what customers load.
 */
export function showPreview(element: Element): void {
  const state = element.getAttribute('preview') ?? '';
  const properties = propertiesFor(element.localName, state);
  if (properties) setProperties(element as unknown as Record<PropertyKey, unknown>, properties);
  else console.warn(`Waybill: <${element.localName}> has no preview "${state}"; it has ${previewStates[element.localName]?.join(', ')}.`);
}

function setProperties(element: Record<PropertyKey, unknown>, properties: Record<PropertyKey, unknown>): void {
  for (const name of Reflect.ownKeys(properties)) element[name] = properties[name];
  (element as { requestUpdate?(): void }).requestUpdate?.();
}

function propertiesFor(tag: string, state: string): Record<PropertyKey, unknown> | undefined {
  if (tag === 'waybill-delivery-estimate') return estimateProperties(state);
  if (tag === 'waybill-cancel-item') return cancelProperties(state);
  return tag === 'waybill-order-status' ? orderProperties(state) : undefined;
}

function estimateProperties(state: string): Record<PropertyKey, unknown> | undefined {
  // Answered as if asked, because a place is asked for only where somebody can answer.
  const forget = { estimates: undefined, source: undefined, sku: 'preview' };
  if (Object.hasOwn(estimatePreviews, state)) {
    return { ...forget, source: () => Promise.resolve(estimatePreviews[state as keyof typeof estimatePreviews]) };
  }
  if (state === 'loading') return { ...forget, source: () => new Promise(() => {}) };
  if (state === 'failed') return { ...forget, source: () => Promise.reject(new Error('preview')) };
  return state === 'invalid' ? { ...forget, estimates: { id: 'invalid' } } : undefined;
}

function orderProperties(state: string): Record<PropertyKey, unknown> | undefined {
  const live = Symbol.for('waybill.live');
  if (Object.hasOwn(orderPreviews, state)) {
    return { order: orderPreviews[state as keyof typeof orderPreviews], [live]: undefined };
  }
  const connection = connections.find((name) => name === state);
  if (!connection) return undefined;
  const isShown = connection === 'live' || connection === 'stale' || connection === 'offline';
  return {
    order: undefined,
    [live]: {
      status: connection === 'loading' ? 'connecting' : connection,
      snapshot: isShown ? orderPreviews['on-its-way'] : undefined,
      checkedAt: isShown ? performance.now() - 3 * 60_000 : undefined,
      arrival: 'load',
    },
  };
}

function cancelProperties(state: string): Record<PropertyKey, unknown> | undefined {
  if (!Object.hasOwn(cancelPreviews, state)) return undefined;
  const { order, subject, explain, ...shown } = cancelPreviews[state as keyof typeof cancelPreviews];
  return { order, type: subject.type, lineItem: subject.lineItem, explain, [Symbol.for('waybill.cancel')]: shown };
}
