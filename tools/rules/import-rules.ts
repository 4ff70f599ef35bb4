import { posix } from 'node:path';
import { visit, type Source } from './read-source.ts';
import type { Violation } from './source-files.ts';

/** What a room may import besides itself and src/version.ts: other rooms, packages, `node:` for Node's own. */
type Room = { rooms: readonly string[]; packages: readonly string[] };

const pure = ['contract', 'estimate', 'order', 'adapters'];

/** Who may import whom. Rooms are the folders of src/; a file directly in src/ is its own room. */
const rooms: Record<string, Room> = {
  contract: { rooms: [], packages: ['zod/mini'] },
  estimate: { rooms: ['contract'], packages: ['date-fns', '@date-fns/tz'] },
  order: { rooms: ['contract', 'estimate'], packages: [] },
  adapters: { rooms: ['contract', 'order'], packages: ['zod/mini'] },
  i18n: { rooms: pure, packages: [] },
  client: { rooms: pure, packages: [] },
  element: { rooms: ['i18n'], packages: ['lit'] },
  components: { rooms: [...pure, 'i18n', 'client', 'element'], packages: ['lit'] },
  server: { rooms: pure, packages: ['node:', 'pg', 'standardwebhooks', 'zod/mini'] },
  cli: { rooms: [...pure, 'i18n'], packages: ['node:'] },
  preview: { rooms: pure, packages: [] },
  'index.ts': { rooms: [...pure, 'i18n', 'client', 'element', 'components'], packages: [] },
  cdn: { rooms: ['index.ts', 'define.ts'], packages: [] },
  'define.ts': { rooms: ['components'], packages: [] },
  'version.ts': { rooms: [], packages: [] },
};

/** Globals that one room alone may use. */
const roomOfGlobal: Record<string, string> = { customElements: 'element', Intl: 'i18n' };

/** Breaches of the import rules in one file of src/. */
export function findImportViolations(source: Source): Violation[] {
  const { file } = source;
  const roomName = roomOf(file);
  const room = rooms[roomName];
  if (!room) return [{ file, line: 1, message: `src/${roomName} has no import rules: add them to import-rules.ts` }];
  const problems: Violation[] = [];
  for (const { from, names, line } of source.imports) {
    const message = from.startsWith('.') ? whyNotFile(file, from, room) : whyNotPackage(from, names, room);
    if (message !== undefined) problems.push({ file, line, message: `${roomName} must not import ${from}: ${message}` });
  }
  visit(source.program, (node) => {
    if (node.type !== 'MemberExpression') return;
    for (const name of [nameOf(node['object']), nameOf(node['property'])]) {
      const owner = Object.hasOwn(roomOfGlobal, name) ? roomOfGlobal[name] : undefined;
      if (owner === undefined || owner === roomName) continue;
      problems.push({ file, line: source.lineAt(node.start), message: `${name} is used in src/${owner} alone` });
    }
  });
  return problems;
}

function whyNotFile(file: string, from: string, room: Room): string | undefined {
  const target = posix.join(posix.dirname(file), from);
  if (!target.startsWith('src/')) return 'it is outside src';
  if (target === 'src/version.ts') return undefined;
  if (!from.endsWith('.ts')) return 'write the extension .ts';
  const isRegistering = /(^|[./])define\.ts$/;
  if (isRegistering.test(target) && roomOf(target) !== 'element' && roomOf(file) !== 'cdn' && !isRegistering.test(file)) {
    return 'class modules register nothing';
  }
  const [here, there] = [roomOf(file), roomOf(target)];
  if (here === there) {
    const isOtherComponent = here === 'components' && target.split('/')[2] !== file.split('/')[2];
    return isOtherComponent ? 'components do not import each other' : undefined;
  }
  return room.rooms.includes(there) ? undefined : `it may import ${listed(room.rooms)}`;
}

function whyNotPackage(from: string, names: readonly string[], room: Room): string | undefined {
  const isAllowed = room.packages.some((name) =>
    name.endsWith(':') ? from.startsWith(name) : from === name || from.startsWith(`${name}/`),
  );
  if (!isAllowed) return `it may import ${listed(room.packages)}`;
  if (from === 'zod/mini' && names[0] !== '*') return "write import * as z from 'zod/mini'";
  return undefined;
}

function nameOf(node: unknown): string {
  const { type, name } = node as { type: string; name?: string };
  return type === 'Identifier' && name !== undefined ? name : '';
}

/** `contract` of `src/contract/x.ts`, `index.ts` of `src/index.ts`. */
function roomOf(file: string): string {
  return file.split('/')[1] ?? '';
}

function listed(names: readonly string[]): string {
  return names.length > 0 ? `only ${names.join(', ')}` : 'nothing else';
}
