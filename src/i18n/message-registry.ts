import { parseLanguageTag } from './formatter.ts';
import type { MessageOverrides, Messages } from './messages.ts';

/*
 * One registry for each page, reached by a registered symbol: language packs may be files of their own,
 * loaded before or after the elements, and two bundles of elements may share a page.
 */
type Registry = { packs: Map<string, Messages>; listeners: Set<() => void> };

const key = Symbol.for('waybill.messages');
const scope = globalThis as { [key]?: Registry };

function getRegistry(): Registry {
  return (scope[key] ??= { packs: new Map(), listeners: new Set() });
}

/**
 * Adds the messages of one or more packs to their languages and updates the elements. A message that is
 * already registered is replaced.
 */
export function registerMessages(...packs: Messages[]): void {
  const { packs: registered, listeners } = getRegistry();
  for (const pack of packs) {
    const tag = pack.language.toLowerCase();
    // A new object each time, because completed packs are cached by object.
    registered.set(tag, { ...registered.get(tag), ...pack });
  }
  for (const listener of listeners) listener();
}

/** Calls `listener` after each registration. Returns the function that unsubscribes it. */
export function onMessagesRegistered(listener: () => void): () => void {
  const { listeners } = getRegistry();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Groups that only one kind of pack has. A pack of another version may lack any other group. */
const packMarkers = ['delivery', 'order', 'cancel'];

/** Registered packs completed from English, by pack and English. */
const completedPacks = new WeakMap<Messages, WeakMap<object, unknown>>();

/**
 * The messages for a BCP 47 tag or its longest registered prefix, or `undefined` if the language is
 * neither English nor registered with all packs that the caller needs. `english` has the built-in texts:
 * it decides which packs are needed, and completes a registered pack of another version.
 */
export function findMessages<T extends object>(tag: string, english: T): T | undefined {
  const isEnglish = /^en\b/i.test(tag);
  const pack = findRegisteredPack(
    tag,
    (candidate) => isEnglish || packMarkers.every((marker) => marker in candidate || !(marker in english)),
  );
  if (!pack) return isEnglish ? english : undefined;
  const byEnglish = completedPacks.get(pack) ?? new WeakMap<object, unknown>();
  completedPacks.set(pack, byEnglish);
  if (!byEnglish.has(english)) byEnglish.set(english, mergeMessages(english, pack));
  return byEnglish.get(english) as T;
}

function findRegisteredPack(tag: string, isAccepted: (pack: Messages) => boolean): Messages | undefined {
  const { packs } = getRegistry();
  const subtags = normalizeTag(tag).split('-');
  for (let length = subtags.length; length > 0; length--) {
    const name = subtags.slice(0, length).join('-');
    // Here and not when a pack is registered, because packs are small files of their own.
    const pack = packs.get(name) ?? [...packs].find(([other]) => normalizeTag(other) === name)?.[1];
    if (pack && isAccepted(pack)) return pack;
  }
  return undefined;
}

const normalizeTag = (tag: string): string => (parseLanguageTag(tag) ?? tag).toLowerCase();

/** A pack with single messages replaced. Overrides that are not messages of the pack are ignored. */
export function overrideMessages<T extends object>(pack: T, overrides: MessageOverrides | undefined): T {
  return overrides ? mergeMessages(pack, overrides) : pack;
}

function mergeMessages<T>(base: T, overrides: unknown): T {
  if (isGroup(base)) {
    const values = (overrides ?? {}) as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(base).map(([name, value]) => [name, mergeMessages(value, values[name])]),
    ) as T;
  }
  return typeof overrides === typeof base && overrides !== null ? (overrides as T) : base;
}

/** A group of messages. A plural is one message: it has `other`. */
function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !('other' in value);
}
