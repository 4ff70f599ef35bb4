import type { Order } from '../../src/contract/index.ts';
import type { Scan } from '../../src/server/index.ts';
import type { Language } from '../words/index.ts';
import { ATTEMPTS, DELAYS, MISTAKE, reasonOf } from './reasons.ts';
import { isStep, type StaffStep } from './steps.ts';
import { DELIVERIES } from './words.ts';

/** What a tap says that cannot be meant, in words. */
export type Slip = { slip: string };

type At = { language: Language; now: number };

const DAY = /^\d{4}-\d\d-\d\d$/;
/** A page that was without a connection for longer was forgotten somewhere. */
const LONGEST_AGO = 7 * 86_400_000;

/** The body of `POST /orders/{id}/events` that a form of the page stands for. */
export function scanOf(form: URLSearchParams, order: Order, { language, now }: At): Scan | Slip {
  const id = form.get('id') ?? '';
  const step = form.get('step');
  if (!/^[\w-]{8,64}$/.test(id)) return { slip: 'This form is not one of ours. Scan the order again.' };
  const ago = Number(form.get('ago'));
  // Kept on a page without a connection: when it happened, by the shop's clock.
  const at = ago > 0 && ago <= LONGEST_AGO ? { at: new Date(now - ago).toISOString() } : {};
  const parcel = form.get('parcel') ?? '';
  const common = { id, ...at, ...(parcel && { shipmentId: parcel }) };
  const retracts = form.get('retracts');
  if (retracts) return { ...common, kind: 'note', retracts, text: MISTAKE[language] ?? MISTAKE.en };
  if (!isStep(step)) return { slip: 'This form is not one of ours. Scan the order again.' };
  const told = tellStep(step, form, order, language);
  return 'slip' in told ? told : { ...common, ...(parcel ? {} : ofNoParcel(step, id, form, order)), kind: step, ...told };
}

/** What a step says besides that it happened. */
function tellStep(step: StaffStep, form: URLSearchParams, order: Order, language: Language): Partial<Scan> | Slip {
  switch (step) {
    case 'packed':
      return tellPacked(form, order);
    case 'accepted':
      return tellAccepted(form, order);
    case 'ready_for_pickup':
      return tellReady(form);
    case 'delivered':
      return tellDelivered(form);
    case 'delivery_attempted': {
      const found = ATTEMPTS.find(({ code }) => code === form.get('reason'));
      return found ? { reason: { code: found.code } } : {};
    }
    case 'promise_changed':
      return tellDelay(form, language);
    default:
      return {};
  }
}

/**
 * What is in no parcel yet gets one, named after the tap, so that two people who pack at once open two. A new
 * date for an order without parcels is about the order.
 */
function ofNoParcel(step: StaffStep, id: string, form: URLSearchParams, order: Order): Partial<Scan> {
  if (step === 'promise_changed' && order.shipments.length === 0) return {};
  const shipment = step === 'packed' ? {} : { shipment: { lineItems: linesOf(form, order) } };
  return { shipmentId: `parcel-${id.slice(0, 8)}`, ...shipment };
}

function linesOf(form: URLSearchParams, { lineItems }: Order): { id: string; quantity: number }[] {
  return lineItems.flatMap((line) => {
    const quantity = Number(form.get(`line.${line.id}`) ?? 0);
    return Number.isInteger(quantity) && quantity > 0 ? [{ id: line.id, quantity }] : [];
  });
}

function tellPacked(form: URLSearchParams, order: Order): Partial<Scan> | Slip {
  const lineItems = linesOf(form, order);
  if (lineItems.length > 0) return { shipment: { lineItems } };
  // A parcel whose contents nobody counted is packed all the same.
  return form.get('parcel') && !form.has('counted') ? {} : { slip: 'Nothing is packed yet: say how many of at least one line.' };
}

function tellAccepted(form: URLSearchParams, order: Order): Partial<Scan> {
  const name = form.get('carrier')?.trim();
  const number = form.get('tracking')?.trim();
  const known = order.shipments.find(({ id }) => id === form.get('parcel'));
  const isNews = name !== undefined && name !== '' && name !== known?.carrier?.name;
  const lineItems = form.get('parcel') ? [] : linesOf(form, order);
  return {
    shipment: {
      ...(isNews && { carrier: { name } }),
      ...(number && { tracking: [{ number }] }),
      ...(lineItems.length > 0 && { lineItems }),
    },
  };
}

function tellReady(form: URLSearchParams): Partial<Scan> | Slip {
  const until = form.get('until') ?? '';
  const code = form.get('code')?.trim();
  if (until !== '' && !DAY.test(until)) return { slip: 'Say until which day it is kept, or leave it empty.' };
  return { shipment: { pickup: { ...(until && { until }), ...(code && { code }) } } };
}

function tellDelivered(form: URLSearchParams): Partial<Scan> {
  const kind = form.get('kind') ?? '';
  const text = form.get('text')?.trim();
  return Object.hasOwn(DELIVERIES, kind) ? { shipment: { delivery: { kind, ...(text && { text }) } } } : {};
}

function tellDelay(form: URLSearchParams, language: Language): Partial<Scan> | Slip {
  const from = form.get('from') ?? '';
  const to = form.get('to') || from;
  if (!DAY.test(from) || !DAY.test(to)) return { slip: 'Say from which day on it comes.' };
  if (to < from) return { slip: 'The last day is before the first.' };
  const reason = reasonOf(DELAYS, form.get('reason'), language);
  return { window: { from, to }, ...(reason && { reason, text: reason.text }) };
}
