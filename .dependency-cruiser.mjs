/**
 * Who may import whom. `docs/architecture.md` explains the rooms; `npm run imports` checks these rules.
 *
 * A room is a folder of src/. A file directly in src/ is a room of its own.
 */

/**
 * What a room may import besides itself and src/version.ts: other rooms, and packages by the start of the specifier.
 *
 * @typedef {{ rooms?: readonly string[], packages?: readonly string[], node?: boolean }} Room
 */

/** Rooms that run everywhere: no DOM, no Lit, no Node. */
const pureRooms = ['contract', 'dates', 'estimate', 'order'];

/**
 * No room lists `server`, `cli`, `cdn` or `preview`: nothing in src/ imports these.
 *
 * @type {Record<string, Room>}
 */
const rooms = {
  contract: { packages: ['zod/mini'] },
  dates: { rooms: ['contract'], packages: ['date-fns', '@date-fns/tz'] },
  estimate: { rooms: ['contract', 'dates'] },
  order: { rooms: ['contract', 'dates'] },
  i18n: { rooms: pureRooms },
  client: { rooms: pureRooms },
  components: { rooms: [...pureRooms, 'i18n', 'client'], packages: ['lit'] },
  preview: { rooms: pureRooms },
  server: { rooms: pureRooms, packages: ['pg', 'standardwebhooks', 'zod/mini'], node: true },
  cli: { rooms: [...pureRooms, 'i18n'], node: true },
  'index.ts': { rooms: [...pureRooms, 'i18n', 'client', 'components'] },
  'define.ts': { rooms: ['components'] },
  cdn: { rooms: ['index.ts', 'define.ts'] },
  'version.ts': {},
};

/**
 * Rooms in which sibling folders share code through one common folder only: a sibling imports itself and the common
 * folder, and the common folder imports no sibling.
 */
const commonFolders = { client: 'http', components: 'shared' };

/**
 * Folders of src/server, and the other folders that each may import. `shared` and files directly in src/server are common
 * to all.
 *
 * @type {Record<string, readonly string[]>}
 */
const serverFolders = {
  shared: [],
  auth: [],
  'change-feed': [],
  orders: [],
  validation: ['orders'],
  store: ['change-feed', 'orders'],
  cancellations: ['orders', 'store', 'validation'],
  webhooks: ['orders', 'store', 'validation'],
  jobs: ['cancellations', 'orders', 'store', 'validation', 'webhooks'],
  http: ['auth', 'cancellations', 'change-feed', 'orders', 'store', 'validation', 'webhooks'],
  node: ['store'],
};

/** Modules that register custom elements when they are imported. */
const registeringModule = '(^|[./])define[.]ts$';

/** @param {readonly string[]} names */
const anyOf = (names) => (names.length > 0 ? `(${names.map(escape).join('|')})` : '(?!)');
const escape = (/** @type {string} */ text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** A room's files: a folder ends with a slash, a file with its name. */
const pathOf = (/** @type {string} */ room) => (room.endsWith('.ts') ? `^src/${escape(room)}$` : `^src/${room}/`);

/** @type {(entry: [string, Room]) => import('dependency-cruiser').IForbiddenRuleType[]} */
const roomRules = ([name, { rooms: imported = [], packages = [], node = false }]) => [
  {
    name: `${name}-rooms`,
    comment: `src/${name} may import ${imported.length > 0 ? imported.join(', ') : 'no other room'}, and nothing outside src/.`,
    severity: 'error',
    from: { path: pathOf(name) },
    to: { pathNot: [...[...imported, name, 'version.ts'].map(pathOf), 'node_modules'], dependencyTypes: ['local'] },
  },
  {
    name: `${name}-packages`,
    comment: `src/${name} may import ${packages.length > 0 ? `the packages ${packages.join(', ')}` : 'no package'}.`,
    severity: 'error',
    from: { path: pathOf(name) },
    to: { path: 'node_modules/', pathNot: `node_modules/${anyOf(packages)}[/.]` },
  },
  ...(node
    ? []
    : [
        /** @type {import('dependency-cruiser').IForbiddenRuleType} */ ({
          name: `${name}-node`,
          comment: `src/${name} runs without Node.`,
          severity: 'error',
          from: { path: pathOf(name) },
          to: { dependencyTypes: ['core'] },
        }),
      ]),
];

/** @type {(entry: [string, string]) => import('dependency-cruiser').IForbiddenRuleType} */
const siblingRule = ([room, common]) => ({
  name: `${room}-siblings`,
  comment: `Folders of src/${room} share code through src/${room}/${common}, and do not import each other.`,
  severity: 'error',
  from: { path: `^src/${room}/([^/]+)/` },
  to: {
    path: `^src/${room}/[^/]+/`,
    pathNot: `^src/${room}/($1|${common})/`,
  },
});

/** @type {(entry: [string, readonly string[]]) => import('dependency-cruiser').IForbiddenRuleType} */
const serverRule = ([folder, imported]) => ({
  name: `server-${folder}`,
  comment: `src/server/${folder} may import ${imported.length > 0 ? imported.join(', ') : 'no other folder'} of src/server.`,
  severity: 'error',
  from: { path: `^src/server/${folder}/` },
  to: {
    path: '^src/server/[^/]+/',
    pathNot: [folder, 'shared', ...imported].map((name) => `^src/server/${name}/`),
  },
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(rooms).flatMap(roomRules),
    ...Object.entries(commonFolders).map(siblingRule),
    ...Object.entries(serverFolders).map(serverRule),
    {
      name: 'unknown-room',
      comment: 'Every folder and file of src/ has an entry in `rooms`.',
      severity: 'error',
      from: { path: '^src/', pathNot: Object.keys(rooms).map(pathOf) },
      to: {},
    },
    {
      name: 'unknown-server-folder',
      comment: 'Every folder of src/server/ has an entry in `serverFolders`.',
      severity: 'error',
      from: {
        path: '^src/server/[^/]+/',
        pathNot: Object.keys(serverFolders).map((folder) => `^src/server/${folder}/`),
      },
      to: {},
    },
    {
      name: 'class-modules-register-nothing',
      comment: 'Only *.define.ts, define.ts and src/cdn import a module that registers custom elements.',
      severity: 'error',
      from: { path: '^src/', pathNot: [registeringModule, '^src/cdn/'] },
      to: { path: registeringModule, pathNot: '^src/components/shared/' },
    },
    {
      name: 'define-element',
      comment: 'Only *.define.ts registers custom elements.',
      severity: 'error',
      from: { path: '^src/', pathNot: registeringModule },
      to: { path: '^src/components/shared/define-element[.]ts$' },
    },
    {
      name: 'no-circle',
      comment: 'Modules do not import each other in a circle, types included.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import names a file or a package that exists.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  },
};
