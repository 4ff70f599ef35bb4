import en from './messages/en.ts';
import type { MessageOverrides, Messages } from './messages.ts';

/*
 * One registry a page, reached through a registered symbol: language packs may come as files of
 * their own, before or after the elements, also where two bundles hold the elements.
 */
type Registry = { packs: Map<string, Messages>; listeners: Set<() => void> };

const key = Symbol.for('waybill.messages');
const scope = globalThis as { [key]?: Registry };

function registry(): Registry {
  return (scope[key] ??= { packs: new Map<string, Messages>([['en', en]]), listeners: new Set() });
}

/** Adds or replaces a language. Elements that show it are updated. */
export function registerMessages(...packs: Messages[]): void {
  // A pack of another version may lack messages: those are English.
  for (const pack of packs) registry().packs.set(pack.language.toLowerCase(), merge(en, pack));
  for (const listener of registry().listeners) listener();
}

/** Calls back when a language is added; returns how to stop that. */
export function onMessagesRegistered(listener: () => void): () => void {
  registry().listeners.add(listener);
  return () => registry().listeners.delete(listener);
}

/** The pack for a BCP 47 tag: the tag itself, then ever shorter prefixes of it. */
export function findMessages(tag: string): Messages | undefined {
  const subtags = tag.toLowerCase().split('-');
  for (let length = subtags.length; length > 0; length--) {
    const pack = registry().packs.get(subtags.slice(0, length).join('-'));
    if (pack) return pack;
  }
  return undefined;
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
