import { ok } from 'node:assert/strict';
import type { CancelRequest } from '../../../src/contract/cancellation.ts';
import type { Order } from '../../../src/contract/order.ts';
import { parseOrder } from '../../../src/contract/parse-order.ts';
import { applyScan, type ScanContext } from '../../../src/server/orders/apply-scan.ts';
import {
  isRefusal,
  type OrderState,
  type Refusal,
  type OrderUpdate,
  type Incident,
  type StoredCancellation,
} from '../../../src/server/orders/order-state.ts';
import { raiseIncident } from '../../../src/server/orders/raise-incident.ts';
import { upsertOrder, type OrderSnapshot } from '../../../src/server/orders/upsert-order.ts';
import { evaluateCancelRequest } from '../../../src/server/cancellations/evaluate-cancel-request.ts';
import { applyDecision } from '../../../src/server/cancellations/apply-decision.ts';
import type { CancellationDecision } from '../../../src/server/cancellations/cancellation-decision.ts';
import type { Scan } from '../../../src/server/orders/scan.ts';
import type { ShopRules } from '../../../src/server/orders/shop-rules.ts';
import type { WebhookMessage } from '../../../src/server/orders/webhook-message.ts';

/** Noon in Berlin on a Monday. */
export const noon = Date.parse('2026-11-23T11:00:00Z');
export const hour = 3_600_000;

type Fields = Readonly<Record<string, unknown>>;

export const line = (id: string, total: number, fields: Fields = {}): Fields => ({
  id,
  title: id,
  unitPrice: { amount: 1000, currency: 'EUR' },
  quantity: { original: total, total, fulfilled: 0 },
  ...fields,
});

/** A snapshot of a book and two pens, promised for Wednesday. */
export function snapshot(fields: Fields = {}): OrderSnapshot {
  const parsed = parseOrder({
    id: 'o1',
    number: '1001',
    version: 0,
    placedAt: '2026-11-23T09:00:00Z',
    updatedAt: '2026-11-23T09:00:00Z',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    method: 'courier',
    lineItems: [line('book', 1), line('pen', 2)],
    promises: [
      {
        id: 'p1',
        window: { from: '2026-11-24', to: '2026-11-25' },
        madeAt: '2026-11-23T09:00:00Z',
        source: 'checkout',
      },
    ],
    ...fields,
  });
  ok(parsed.ok, JSON.stringify(parsed));
  const { version: _, updatedAt: __, ...rest } = parsed.data;
  return fields['version'] === undefined ? rest : { ...rest, version: parsed.data.version };
}

export type Outcome = OrderUpdate | 'unchanged' | Refusal;

/** One order: applies updates like a store and collects the messages. */
export class OrderHarness {
  now = noon;
  readonly rules: ShopRules;
  state: OrderState = { order: undefined, deadlines: [], incidents: [], pending: [] };
  readonly messages: WebhookMessage[] = [];
  readonly incidents = new Map<string, Incident>();
  #scans = 0;
  #requests = 0;

  constructor(rules: ShopRules = {}) {
    this.rules = rules;
  }

  get order(): Order {
    ok(this.state.order);
    return this.state.order;
  }

  upsert(fields: Fields = {}): Outcome {
    return this.applyOutcome(upsertOrder(this.state, snapshot(fields), this));
  }

  scan(kind: string, fields: Partial<Scan> = {}, source: ScanContext['source'] = 'shop'): Outcome {
    const at = new Date(this.now).toISOString();
    const scan: Scan = { id: `e${++this.#scans}`, kind, at, ...fields };
    return this.applyOutcome(applyScan(this.state, scan, { now: this.now, rules: this.rules, source }));
  }

  raiseIncident(id: string): Outcome {
    const deadline = this.state.deadlines.find((each) => each.id === id);
    ok(deadline, `no deadline ${id}`);
    return this.applyOutcome(raiseIncident(this.state, deadline, this));
  }

  request(lineItems: CancelRequest['lineItems'], fields: Partial<CancelRequest> = {}): StoredCancellation | Refusal {
    const request: CancelRequest = { type: 'cancel-items', lineItems, version: this.order.version, ...fields };
    const number = ++this.#requests;
    const outcome = evaluateCancelRequest(
      this.state,
      { id: `c${number}`, idempotencyKey: `k${number}`, request },
      this,
    );
    return isRefusal(outcome) ? outcome : outcome.stored;
  }

  /** Saves a pending cancellation without a new version. */
  savePending(stored: StoredCancellation): void {
    const others = this.state.pending.filter(({ cancellation }) => cancellation.id !== stored.cancellation.id);
    this.state = { ...this.state, pending: [...others, stored] };
  }

  decide(stored: StoredCancellation, decision: CancellationDecision): Outcome {
    return this.applyOutcome(applyDecision(this.state, stored, decision, this));
  }

  cancel(...lines: (readonly [string, number])[]): Outcome {
    const stored = this.request(lines.map(([id, quantity]) => ({ id, quantity })));
    return isRefusal(stored) ? stored : this.decide(stored, { status: 'completed' });
  }

  applyOutcome(outcome: Outcome): Outcome {
    if (outcome === 'unchanged' || isRefusal(outcome)) return outcome;
    const { order, deadlines, incidents, messages, cancellation } = outcome;
    for (const incident of incidents) this.incidents.set(incident.id, incident);
    const open = [...this.incidents.values()].filter(({ resolvedAt }) => resolvedAt === undefined);
    const pending = cancellation
      ? [
          ...this.state.pending.filter((other) => other.cancellation.id !== cancellation.cancellation.id),
          ...(cancellation.cancellation.status === 'pending' ? [cancellation] : []),
        ]
      : this.state.pending;
    this.state = { order, deadlines, incidents: open, pending };
    this.messages.push(...messages);
    return outcome;
  }
}

export const messageTypes = (outcome: Outcome): string[] =>
  outcome === 'unchanged' || isRefusal(outcome) ? [] : outcome.messages.map(({ type }) => type);

export const refusalCode = (outcome: object | string): string | undefined =>
  isRefusal(outcome) ? outcome.refused : undefined;

export function unwrapStored(outcome: StoredCancellation | Refusal): StoredCancellation {
  ok(!isRefusal(outcome), JSON.stringify(outcome));
  return outcome;
}
