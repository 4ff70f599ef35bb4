import { createTransport } from 'nodemailer';
import { createMailSubscriber, type Mail } from '../recipes/mail.mjs';
import type { Message, Store, Subscriber } from '../src/server/index.ts';
import type { Built } from './dist.ts';
import type { ShopState } from './keeping/shop-state.ts';
import type { Shop } from './shops/shop.ts';
import { clockNow } from './visit.ts';

/** What one shop's other systems were told since the demo was started; the newest first. */
export type Outbox = {
  readonly messages: readonly Message[];
  readonly mails: readonly SentMail[];
  readonly subscribers: readonly Subscriber[];
  close(): void;
};

/** `at` is the shop's time, in milliseconds since the epoch. */
export type SentMail = { at: number; orderId: string; to: string; subject: string; text: string };

export type OutboxOptions = {
  store: Store;
  state: ShopState;
  /** Of the demo: `http://127.0.0.1:4173`. */
  origin: () => string;
  /** Where mail goes; it is only shown where absent. */
  smtp: string | undefined;
};

const MOST = 200;
const ADDRESS = 'customer@shop.example';

/** Two subscribers of the back end: one keeps every message to be looked at, one writes to the customer. */
export async function openOutbox(built: Built, shop: Shop, { store, state, origin, smtp }: OutboxOptions): Promise<Outbox> {
  const messages: Message[] = [];
  const mails: SentMail[] = [];
  const transport = smtp === undefined ? undefined : createTransport(smtp);
  const now = (): number => clockNow(shop);
  const keep = <T>(list: T[], item: T): void => {
    list.unshift(item);
    list.length = Math.min(list.length, MOST);
  };

  const log: Subscriber = { name: 'log', handle: async (message) => keep(messages, message) };
  const mail: Subscriber = createMailSubscriber({
    from: { name: shop.name, address: `orders@${shop.id}.shop.example` },
    order: (id) => store.order(id),
    customerOf: async (id) => ({ address: ADDRESS, language: state.told(id)?.language ?? shop.language }),
    orderUrl: (id) => `${origin()}/${shop.id}/account/${id}`,
    readOrder: built.order.readOrder,
    words: built.mailWords,
    timeZone: shop.timeZone,
    now,
    async send(sent: Mail) {
      await transport?.sendMail(sent);
      const orderId = /\/account\/([\w-]+)/.exec(sent.text)?.[1] ?? '';
      keep(mails, { at: now(), orderId, to: sent.to, subject: sent.subject, text: sent.text });
    },
  });
  return { messages, mails, subscribers: [log, mail], close: () => transport?.close() };
}
