import type { Order } from '../../contract/order.ts';
import { parseOrder } from '../../contract/parse-order.ts';
import { readDataScript } from '../../element/light-dom.ts';
import { warnOnce } from '../../element/warn.ts';

/** The order that the page itself gives, by property or as JSON between the tags. The same is read once. */
export class OwnOrder {
  order: Order | undefined;
  isInvalid = false;
  #source: unknown;

  read(given: unknown, host: Element): void {
    const source = given ?? readDataScript(host);
    if (source === this.#source) return;
    const last = this.order;
    this.#source = source;
    this.order = undefined;
    this.isInvalid = false;
    if (source === undefined) return;
    const parsed = parseOrder(typeof source === 'string' ? valueOf(source) : source, last);
    const [issue] = parsed.ok ? parsed.warnings : parsed.issues;
    if (parsed.ok) this.order = parsed.data;
    else this.isInvalid = true;
    if (issue) warnOnce(`order-status: ${issue.path || 'data'}: ${issue.message}.`);
  }
}

/** What is not JSON is refused like anything else that is no order. */
function valueOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
