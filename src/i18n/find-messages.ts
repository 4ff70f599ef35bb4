import type { MessageOverrides, Messages } from './messages.ts';
import { registeredMessages } from './register.ts';

const completed = new WeakMap<Messages, WeakMap<object, unknown>>();

/** The group by which a pack is known to be there. Others a pack of another version may lack. */
const marks = ['delivery', 'order', 'cancel'];

/**
 * The messages for a BCP 47 tag, or `undefined` where the language is neither English nor registered with
 * every pack that the caller needs. `english` holds what that is: the built-in texts, which also serve for
 * what a pack of another version lacks.
 */
export function findMessages<T extends object>(tag: string, english: T): T | undefined {
  const isEnglish = /^en\b/i.test(tag);
  const pack = registeredMessages(tag, (known) => isEnglish || marks.every((mark) => mark in known || !(mark in english)));
  if (!pack) return isEnglish ? english : undefined;
  const byEnglish = completed.get(pack) ?? new WeakMap<object, unknown>();
  completed.set(pack, byEnglish);
  if (!byEnglish.has(english)) byEnglish.set(english, merge(english, pack));
  return byEnglish.get(english) as T;
}

/** A pack with single messages replaced; what is not a message of the pack is left out. */
export function overrideMessages<T extends object>(pack: T, overrides: MessageOverrides | undefined): T {
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
