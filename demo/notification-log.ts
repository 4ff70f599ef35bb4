import { createTransport } from 'nodemailer';
import { createMailSubscriber, type Mail } from '../examples/mail/mail-subscriber.mjs';
import type { WebhookMessage, Store, Subscriber } from 'waybill/server';
import { deriveOrderSummary } from 'waybill/order';
import { loadMailMessages } from './mail-messages.ts';
import type { ShopState } from './persistence/shop-state.ts';
import type { Shop } from './shops/shop.ts';
import { getShopTime } from './shop-time.ts';

/** The messages to a shop's other systems and the mail to customers since the demo started; newest first. */
export type NotificationLog = {
  readonly messages: readonly WebhookMessage[];
  readonly mails: readonly SentMail[];
  readonly subscribers: readonly Subscriber[];
  close(): void;
};

/** `at` is the shop's time, in milliseconds since the epoch. */
export type SentMail = { at: number; orderId: string; to: string; subject: string; text: string };

export type NotificationLogOptions = {
  store: Store;
  state: ShopState;
  /** The demo's own origin: `http://127.0.0.1:4173`. */
  origin: () => string;
  /** The mail server. Without it the demo only shows the mail. */
  smtp: string | undefined;
};

const MAX_ENTRIES = 200;
const CUSTOMER_EMAIL = 'customer@shop.example';

/** Creates two subscribers of the back end: one records every message, one sends mail to the customer. */
export async function openNotificationLog(
  shop: Shop,
  { store, state, origin, smtp }: NotificationLogOptions,
): Promise<NotificationLog> {
  const messages: WebhookMessage[] = [];
  const mails: SentMail[] = [];
  const transport = smtp === undefined ? undefined : createTransport(smtp);
  const now = (): number => getShopTime(shop);
  const prepend = <T>(list: T[], item: T): void => {
    list.unshift(item);
    list.length = Math.min(list.length, MAX_ENTRIES);
  };

  const log: Subscriber = { name: 'log', handle: async (message) => prepend(messages, message) };
  const mailer: Subscriber = createMailSubscriber({
    from: { name: shop.name, address: `orders@${shop.id}.shop.example` },
    loadOrder: (id) => store.getOrder(id),
    findCustomer: async (id) => ({
      address: CUSTOMER_EMAIL,
      language: state.getStoryProgress(id)?.language ?? shop.language,
    }),
    orderUrl: (id) => `${origin()}/${shop.id}/account/${id}`,
    deriveOrderSummary,
    messagesByLanguage: await loadMailMessages(),
    timeZone: shop.timeZone,
    now,
    async send(mail: Mail) {
      await transport?.sendMail(mail);
      const orderId = /\/account\/([\w-]+)/.exec(mail.text)?.[1] ?? '';
      prepend(mails, { at: now(), orderId, to: mail.to, subject: mail.subject, text: mail.text });
    },
  });
  return { messages, mails, subscribers: [log, mailer], close: () => transport?.close() };
}
