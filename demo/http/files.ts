import { readFile } from 'node:fs/promises';
import type { Answer } from './answer.ts';

const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

/** A script or style of a folder; only plain names, at most two folders deep. */
export async function file(folder: URL, path: string): Promise<Answer | undefined> {
  const [, extension = ''] = /^(?:[a-z]+\/){0,2}[a-z][\w-]*(?:\.iife)?\.(css|js)$/.exec(path) ?? [];
  const type = TYPES[extension];
  if (!type) return undefined;
  try {
    return { status: 200, type, body: await readFile(new URL(path, folder)) };
  } catch {
    return undefined;
  }
}
