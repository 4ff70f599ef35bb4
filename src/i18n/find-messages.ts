import type { MessageOverrides, Messages } from './messages.ts';
import en from './messages/en.ts';
import { registeredMessages } from './registry.ts';

const completed = new WeakMap<Messages, Messages>();

/** The complete pack for a BCP 47 tag, or `undefined` where the language is neither English nor registered. */
export function findMessages(tag: string): Messages | undefined {
  const pack = registeredMessages(tag);
  if (!pack) return /^en\b/i.test(tag) ? en : undefined;
  // A pack of another version may lack messages: those are English.
  if (!completed.has(pack)) completed.set(pack, merge<Messages>(en, pack));
  return completed.get(pack);
}

/** A pack with single messages replaced; what is not a message of the pack is left out. */
export function overrideMessages(pack: Messages, overrides: MessageOverrides | undefined): Messages {
  return overrides ? merge(pack, overrides) : pack;
}

function merge<T>(base: T, over: unknown): T {
  if (isGroup(base)) {
    const from = (over ?? {}) as Record<string, unknown>;
    return Object.fromEntries(Object.entries(base).map(([name, value]) => [name, merge(value, from[name])])) as T;
  }
  return typeof over === typeof base && over !== null ? (over as T) : base;
}

/** A group of messages; a plural (it has `other`) is a message. */
function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !('other' in value);
}
