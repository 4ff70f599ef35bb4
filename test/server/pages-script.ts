import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VERSION } from '../../src/version.ts';
import type { Middleware } from './middleware-context.ts';
import { sendUncached } from './send-uncached.ts';

/**
 * `/pages/script/<file>`: a file of dist/cdn/ as it may also reach a page:
 *
 * - `version=9.9.9` as another version of it
 * - `length=1000` only its beginning
 */
export const pagesScript: Middleware = async (context, next) => {
  const file = /^\/pages\/script\/([\w-]+(?:\.iife)?\.js)$/.exec(context.path)?.[1];
  if (file === undefined) return next();
  const { version, length } = context.query;
  const text = await readFile(join('dist/cdn', file), 'utf8');
  const versioned = version === undefined ? text : text.replaceAll(VERSION, String(version));
  sendUncached(context, length === undefined ? versioned : versioned.slice(0, Number(length)));
  return undefined;
};
