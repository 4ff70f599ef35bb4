import type { Order } from 'waybill/contract';
import type { Scan } from 'waybill/server';
import type { Language } from '../i18n/index.ts';
import { attemptReasons, delayReasons, retractionTexts, findReason } from './reasons.ts';
import { isStaffStep, type StaffStep } from './staff-steps.ts';
import { deliveryLabels } from './staff-texts.ts';
import { DAY_MS } from '../zoned-time.ts';

/** A message for the staff about a form that holds no valid scan. */
export type FormError = { error: string };

type ScanContext = { language: Language; now: number };

const dayPattern = /^\d{4}-\d\d-\d\d$/;
/** An older age is ignored: a page is not offline for longer than a week. */
const MAX_AGE_MS = 7 * DAY_MS;

/** Turns a form of the staff's pages into the body of `POST /orders/{orderId}/events`. */
export function parseScanForm(form: URLSearchParams, order: Order, { language, now }: ScanContext): Scan | FormError {
  const id = form.get('id') ?? '';
  const step = form.get('step');
  if (!/^[\w-]{8,64}$/.test(id)) return { error: 'This form is invalid. Scan the order again.' };
  const ageMs = Number(form.get('age-ms'));
  // Set by a page that was offline. An age, because the device's clock may be wrong.
  const at = ageMs > 0 && ageMs <= MAX_AGE_MS ? { at: new Date(now - ageMs).toISOString() } : {};
  const parcel = form.get('parcel') ?? '';
  const common = { id, ...at, ...(parcel && { shipmentId: parcel }) };
  const retracts = form.get('retracts');
  if (retracts) return { ...common, kind: 'note', retracts, text: retractionTexts[language] ?? retractionTexts.en };
  if (!isStaffStep(step)) return { error: 'This form is invalid. Scan the order again.' };
  const fields = parseStepFields(step, form, order, language);
  return 'error' in fields
    ? fields
    : { ...common, ...(parcel ? {} : createParcelFields(step, id, form, order)), kind: step, ...fields };
}

/** The fields that belong to one step. */
function parseStepFields(
  step: StaffStep,
  form: URLSearchParams,
  order: Order,
  language: Language,
): Partial<Scan> | FormError {
  switch (step) {
    case 'packed':
      return parsePackedFields(form, order);
    case 'accepted':
      return parseAcceptedFields(form, order);
    case 'ready_for_pickup':
      return parseReadyFields(form);
    case 'delivered':
      return parseDeliveredFields(form);
    case 'delivery_attempted': {
      const found = attemptReasons.find(({ code }) => code === form.get('reason'));
      return found ? { reason: { code: found.code } } : {};
    }
    case 'promise_changed':
      return parseDelayFields(form, language);
    default:
      return {};
  }
}

/**
 * Creates a parcel for unshipped items. Its id comes from the scan's id: two people who pack at once create two parcels.
 * A new date for an order without parcels needs none.
 */
function createParcelFields(step: StaffStep, id: string, form: URLSearchParams, order: Order): Partial<Scan> {
  if (step === 'promise_changed' && order.shipments.length === 0) return {};
  const shipment = step === 'packed' ? {} : { shipment: { lineItems: parseLines(form, order) } };
  return { shipmentId: `parcel-${id.slice(0, 8)}`, ...shipment };
}

function parseLines(form: URLSearchParams, { lineItems }: Order): { id: string; quantity: number }[] {
  return lineItems.flatMap((line) => {
    const quantity = Number(form.get(`line.${line.id}`) ?? 0);
    return Number.isInteger(quantity) && quantity > 0 ? [{ id: line.id, quantity }] : [];
  });
}

function parsePackedFields(form: URLSearchParams, order: Order): Partial<Scan> | FormError {
  const lineItems = parseLines(form, order);
  if (lineItems.length > 0) return { shipment: { lineItems } };
  // An existing parcel can be packed without a count, unless the form has fields for one.
  return form.get('parcel') && !form.has('counted') ? {} : { error: 'Enter a quantity for at least one line.' };
}

function parseAcceptedFields(form: URLSearchParams, order: Order): Partial<Scan> {
  const name = form.get('carrier')?.trim();
  const number = form.get('tracking')?.trim();
  const parcel = order.shipments.find(({ id }) => id === form.get('parcel'));
  const isNewCarrier = name !== undefined && name !== '' && name !== parcel?.carrier?.name;
  const lineItems = form.get('parcel') ? [] : parseLines(form, order);
  return {
    shipment: {
      ...(isNewCarrier && { carrier: { name } }),
      ...(number && { tracking: [{ number }] }),
      ...(lineItems.length > 0 && { lineItems }),
    },
  };
}

function parseReadyFields(form: URLSearchParams): Partial<Scan> | FormError {
  const until = form.get('until') ?? '';
  const code = form.get('code')?.trim();
  if (until !== '' && !dayPattern.test(until)) return { error: 'Enter the last pickup day, or leave it empty.' };
  return { shipment: { pickup: { ...(until && { until }), ...(code && { code }) } } };
}

function parseDeliveredFields(form: URLSearchParams): Partial<Scan> {
  const kind = form.get('kind') ?? '';
  const text = form.get('text')?.trim();
  return Object.hasOwn(deliveryLabels, kind) ? { shipment: { delivery: { kind, ...(text && { text }) } } } : {};
}

function parseDelayFields(form: URLSearchParams, language: Language): Partial<Scan> | FormError {
  const from = form.get('from') ?? '';
  const to = form.get('to') || from;
  if (!dayPattern.test(from) || !dayPattern.test(to)) return { error: 'Enter the first delivery day.' };
  if (to < from) return { error: 'The last day is before the first.' };
  const reason = findReason(delayReasons, form.get('reason'), language);
  return { window: { from, to }, ...(reason && { reason, text: reason.text }) };
}
