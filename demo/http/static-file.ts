import { readFile } from 'node:fs/promises';
import type { PageResponse } from './page-response.ts';

const contentTypes: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

/** Reads a script or style sheet of a folder, at most two folders deep; `undefined` for every other path. */
export async function readStaticFile(folder: URL, path: string): Promise<PageResponse | undefined> {
  const [, extension = ''] = /^(?:[a-z]+\/){0,2}[a-z][\w-]*(?:\.iife)?\.(css|js)$/.exec(path) ?? [];
  const type = contentTypes[extension];
  if (!type) return undefined;
  try {
    return { status: 200, type, body: await readFile(new URL(path, folder)) };
  } catch {
    return undefined;
  }
}
