import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VERSION } from '../../src/version.ts';
import type { KoaMiddleware } from './koa-context.ts';
import { sendUncached } from './send-uncached.ts';

/**
 * Serves `/pages/script/<file>`, a file of dist/cdn/:
 *
 * - `version=9.9.9` as another version
 * - `length=1000` cut after 1000 characters
 */
export const servePageScript: KoaMiddleware = async (context, next) => {
  const file = /^\/pages\/script\/([\w-]+(?:\.iife)?\.js)$/.exec(context.path)?.[1];
  if (file === undefined) return next();
  const { version, length } = context.query;
  const text = await readFile(join('dist/cdn', file), 'utf8');
  const versioned = version === undefined ? text : text.replaceAll(VERSION, String(version));
  sendUncached(context, length === undefined ? versioned : versioned.slice(0, Number(length)));
  return undefined;
};
