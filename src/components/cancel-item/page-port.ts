import { functionPort, type CancelFunction, type CancelPort } from '../../client/cancel/port.ts';
import type { Cancellation } from '../../contract/cancellation.ts';
import { warnOnce } from '../../element/warn.ts';

export type Sending = Parameters<CancelPort['post']>[0];

/** What a page has to say when something was confirmed; asked with every request. */
export type PageSide = {
  /** What the page says when it takes a request over; `undefined` where it does not. */
  offer: (sending: Sending) => Promise<Cancellation | undefined> | undefined;
  cancel: () => CancelFunction | undefined;
};

/** Lets the page take each request over, once, before it goes to the page's function or else to the endpoint. */
export function pagePort({ offer, cancel }: PageSide, endpoint: CancelPort | undefined): CancelPort {
  let last: { key: string; port: CancelPort | undefined } | undefined;
  return {
    ...endpoint,
    post(sending, signal) {
      if (last?.key !== sending.key) {
        const answer = offer(sending);
        const own = answer ? () => answer : cancel();
        last = { key: sending.key, port: own ? functionPort(own) : endpoint };
      }
      if (last.port) return last.port.post(sending, signal);
      warnOnce('cancel-item: nobody takes a request: neither endpoint nor cancel, and waybill-cancel-request was let pass.');
      return Promise.resolve({ status: 400 });
    },
  };
}
