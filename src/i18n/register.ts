import type { Messages } from './messages.ts';

/*
 * One registry a page, reached through a registered symbol: language packs may come as files of
 * their own, before or after the elements, also where two bundles hold the elements.
 */
type Registry = { packs: Map<string, Messages>; listeners: Set<() => void> };

const key = Symbol.for('waybill.messages');
const scope = globalThis as { [key]?: Registry };

function registry(): Registry {
  return (scope[key] ??= { packs: new Map(), listeners: new Set() });
}

/** Adds to a language, or replaces what is known of it. Elements that show it are updated. */
export function registerMessages(...packs: Messages[]): void {
  const { packs: known, listeners } = registry();
  for (const pack of packs) {
    const tag = pack.language.toLowerCase();
    // A new object each time: what is read from one may be remembered.
    known.set(tag, { ...known.get(tag), ...pack });
  }
  for (const listener of listeners) listener();
}

/** Calls back when a language is added; returns how to stop that. */
export function onMessagesRegistered(listener: () => void): () => void {
  const { listeners } = registry();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * What is registered for a BCP 47 tag and will do: for the tag itself, else for ever shorter prefixes of it.
 */
export function registeredMessages(tag: string, willDo: (pack: Messages) => boolean): Messages | undefined {
  const subtags = tag.toLowerCase().split('-');
  for (let length = subtags.length; length > 0; length--) {
    const pack = registry().packs.get(subtags.slice(0, length).join('-'));
    if (pack && willDo(pack)) return pack;
  }
  return undefined;
}
