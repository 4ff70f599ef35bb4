import type { Database } from './database.ts';

/*
 * The tables. Times in indexes are integer milliseconds of the epoch. `position` grows with each write and orders the rows.
 * Everything else is JSON in `data`.
 */

type Dialect = Database['dialect'];

/** The migration at index n leads from schema version n to n + 1. Published migrations are never changed. */
export const migrations: readonly ((dialect: Dialect) => readonly string[])[] = [
  (dialect) => [
    `CREATE TABLE waybill_orders (
      id TEXT PRIMARY KEY,
      version BIGINT NOT NULL,
      position BIGINT NOT NULL,
      data TEXT
    )`,
    `CREATE INDEX waybill_orders_position ON waybill_orders (position)`,
    ...appendOnly(dialect, 'waybill_events'),
    ...appendOnly(dialect, 'waybill_promises'),
    `CREATE TABLE waybill_deadlines (
      order_id TEXT NOT NULL,
      id TEXT NOT NULL,
      due_at BIGINT NOT NULL,
      position BIGINT NOT NULL,
      data TEXT NOT NULL,
      PRIMARY KEY (order_id, id)
    )`,
    `CREATE INDEX waybill_deadlines_due_at ON waybill_deadlines (due_at, position)`,
    `CREATE TABLE waybill_incidents (
      order_id TEXT NOT NULL,
      id TEXT NOT NULL,
      raised_at BIGINT NOT NULL,
      due_at BIGINT NOT NULL,
      is_open BIGINT NOT NULL,
      position BIGINT NOT NULL,
      data TEXT NOT NULL,
      PRIMARY KEY (order_id, id, raised_at)
    )`,
    `CREATE INDEX waybill_incidents_raised_at ON waybill_incidents (raised_at, position)`,
    `CREATE INDEX waybill_incidents_open ON waybill_incidents (raised_at, position) WHERE is_open = 1`,
    `CREATE TABLE waybill_cancellations (
      order_id TEXT NOT NULL,
      id TEXT NOT NULL,
      is_pending BIGINT NOT NULL,
      retry_at BIGINT,
      position BIGINT NOT NULL,
      data TEXT NOT NULL,
      PRIMARY KEY (order_id, id)
    )`,
    `CREATE INDEX waybill_cancellations_retry_at ON waybill_cancellations (retry_at) WHERE retry_at IS NOT NULL`,
    `CREATE TABLE waybill_idempotency_records (
      order_id TEXT NOT NULL,
      key TEXT NOT NULL,
      saved_at BIGINT NOT NULL,
      data TEXT NOT NULL,
      PRIMARY KEY (order_id, key)
    )`,
    `CREATE INDEX waybill_idempotency_records_saved_at ON waybill_idempotency_records (saved_at)`,
    `CREATE TABLE waybill_received_webhooks (
      order_id TEXT NOT NULL,
      source TEXT NOT NULL,
      id TEXT NOT NULL,
      received_at BIGINT NOT NULL,
      PRIMARY KEY (order_id, source, id)
    )`,
    `CREATE INDEX waybill_received_webhooks_received_at ON waybill_received_webhooks (received_at)`,
    `CREATE TABLE waybill_unmatched_scans (
      order_id TEXT NOT NULL,
      source TEXT NOT NULL,
      id TEXT NOT NULL,
      reason TEXT NOT NULL,
      received_at BIGINT NOT NULL,
      position BIGINT NOT NULL,
      data TEXT NOT NULL,
      PRIMARY KEY (order_id, source, id)
    )`,
    `CREATE INDEX waybill_unmatched_scans_received_at ON waybill_unmatched_scans (received_at, position)`,
    `CREATE TABLE waybill_messages (
      id TEXT PRIMARY KEY,
      order_id TEXT NOT NULL,
      at BIGINT NOT NULL,
      data TEXT NOT NULL
    )`,
    `CREATE INDEX waybill_messages_order_id ON waybill_messages (order_id)`,
    `CREATE INDEX waybill_messages_at ON waybill_messages (at)`,
    `CREATE TABLE waybill_subscribers (name TEXT PRIMARY KEY)`,
    `CREATE TABLE waybill_deliveries (
      message_id TEXT NOT NULL,
      subscriber TEXT NOT NULL,
      position BIGINT NOT NULL,
      state TEXT NOT NULL,
      attempts BIGINT NOT NULL,
      due_at BIGINT NOT NULL,
      last_error TEXT,
      PRIMARY KEY (message_id, subscriber)
    )`,
    `CREATE INDEX waybill_deliveries_waiting ON waybill_deliveries (due_at, position) WHERE state = 'waiting'`,
    `CREATE INDEX waybill_deliveries_dead ON waybill_deliveries (position) WHERE state = 'dead'`,
    `CREATE TABLE waybill_leases (
      job TEXT PRIMARY KEY,
      holder TEXT NOT NULL,
      until BIGINT NOT NULL
    )`,
  ],
];

/** A table with triggers that reject updates, and deletes while the order exists. */
function appendOnly(dialect: Dialect, table: string): string[] {
  const create = `CREATE TABLE ${table} (
    order_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (order_id, id)
  )`;
  const message = `'${table} is append-only'`;
  const hasOrder = 'EXISTS (SELECT 1 FROM waybill_orders WHERE id = OLD.order_id)';
  if (dialect === 'sqlite') {
    return [
      create,
      `CREATE TRIGGER ${table}_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, ${message}); END`,
      `CREATE TRIGGER ${table}_delete BEFORE DELETE ON ${table} WHEN ${hasOrder} BEGIN SELECT RAISE(ABORT, ${message}); END`,
    ];
  }
  return [
    create,
    `CREATE FUNCTION ${table}_kept() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' OR ${hasOrder} THEN RAISE EXCEPTION ${message}; END IF;
        RETURN OLD;
      END $$`,
    `CREATE TRIGGER ${table}_kept BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION ${table}_kept()`,
  ];
}
