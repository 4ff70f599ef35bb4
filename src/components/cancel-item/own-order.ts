import type { Order } from '../../contract/order.ts';
import { parseOrder } from '../../contract/parse-order.ts';
import { readDataScript } from '../../element/light-dom.ts';
import { warnOnce } from '../../element/warn.ts';

type Read = { order: Order | undefined; isInvalid: boolean };

/** By what was given: a hundred buttons of one list are handed one order, which is read once. */
const known = new WeakMap<object, Read>();

/** The order that the page itself gives, by property or as JSON between the tags. */
export function readOwnOrder(given: unknown, host: Element): Read {
  const source = given ?? readDataScript(host);
  if (source === undefined) return { order: undefined, isInvalid: false };
  if (typeof source !== 'object' || source === null) return read(typeof source === 'string' ? valueOf(source) : source);
  const result = known.get(source) ?? read(source);
  known.set(source, result);
  return result;
}

function read(value: unknown): Read {
  const parsed = parseOrder(value);
  const [issue] = parsed.ok ? parsed.warnings : parsed.issues;
  if (issue) warnOnce(`cancel-item: ${issue.path || 'data'}: ${issue.message}.`);
  return { order: parsed.ok ? parsed.data : undefined, isInvalid: !parsed.ok };
}

/** What is not JSON is refused like anything else that is no order. */
function valueOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
