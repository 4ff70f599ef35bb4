import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ICruiseResult } from 'dependency-cruiser';
import config from '../../.dependency-cruiser.mjs';
import { cruiseSources, renderRoomDiagram } from '../../tools/imports/cruise-sources.ts';

/** A file, its text, and the rules that the text breaks. */
type Breach = [file: string, text: string, ...rules: string[]];

const breaches: Breach[] = [
  ['src/contract/lit.ts', `import { html } from 'lit';`, 'contract-packages'],
  ['src/contract/zod.ts', `import * as z from 'zod';`, 'contract-packages'],
  ['src/contract/room.ts', `import { x } from '../estimate/target.ts';`, 'contract-rooms'],
  ['src/contract/type.ts', `import type { X } from '../components/shared/target.ts';`, 'contract-rooms'],
  ['src/contract/node.ts', `import { readFileSync } from 'node:fs';`, 'contract-node'],
  ['src/contract/dynamic.ts', `const fs = await import('node:fs');`, 'contract-node'],
  ['src/contract/template.ts', 'const fs = await import(`node:fs`);', 'contract-node'],
  ['src/contract/export.ts', `export { x } from '../client/http/target.ts';`, 'contract-rooms'],
  ['src/contract/star.ts', `export * from '../client/http/target.ts';`, 'contract-rooms'],
  ['src/contract/missing.ts', `import { x } from './absent.ts';`, 'resolvable'],
  ['src/contract/outside.ts', `import { x } from '../../tools/target.ts';`, 'contract-rooms'],
  ['src/dates/room.ts', `import { x } from '../estimate/target.ts';`, 'dates-rooms'],
  ['src/dates/lit.ts', `import { html } from 'lit';`, 'dates-packages'],
  ['src/dates/node.ts', `import 'node:fs';`, 'dates-node'],
  ['src/estimate/room.ts', `import { x } from '../order/target.ts';`, 'estimate-rooms'],
  ['src/estimate/zoned.ts', `import { tzOffset } from '@date-fns/tz';`, 'estimate-packages'],
  ['src/estimate/date-fns.ts', `import { addDays } from 'date-fns';`, 'estimate-packages'],
  ['src/estimate/node.ts', `import 'node:fs';`, 'estimate-node'],
  ['src/order/room.ts', `import { x } from '../i18n/target.ts';`, 'order-rooms'],
  ['src/order/date-fns.ts', `import { addDays } from 'date-fns';`, 'order-packages'],
  ['src/order/node.ts', `import 'node:fs';`, 'order-node'],
  ['src/i18n/room.ts', `import '../components/shared/target.ts';`, 'i18n-rooms'],
  ['src/i18n/lit.ts', `import 'lit';`, 'i18n-packages'],
  ['src/i18n/node.ts', `import 'node:fs';`, 'i18n-node'],
  ['src/client/http/room.ts', `import '../../i18n/target.ts';`, 'client-rooms'],
  ['src/client/http/lit.ts', `import 'lit';`, 'client-packages'],
  ['src/client/http/node.ts', `import 'node:fs';`, 'client-node'],
  ['src/client/order-stream/sibling.ts', `import '../cancellation/target.ts';`, 'client-siblings'],
  ['src/client/http/sibling.ts', `import '../cancellation/target.ts';`, 'client-siblings'],
  ['src/client/http/stream.ts', `import type { X } from '../order-stream/target.ts';`, 'client-siblings'],
  ['src/client/cancellation/stream.ts', `import type { X } from '../order-stream/target.ts';`, 'client-siblings'],
  ['src/components/a/room.ts', `import { x } from '../../preview/target.ts';`, 'components-rooms'],
  ['src/components/a/zod.ts', `import * as z from 'zod/mini';`, 'components-packages'],
  ['src/components/a/node.ts', `import 'node:fs';`, 'components-node'],
  ['src/components/a/sibling.ts', `import { x } from '../b/target.ts';`, 'components-siblings'],
  ['src/components/shared/sibling.ts', `import { x } from '../b/target.ts';`, 'components-siblings'],
  ['src/components/a/a.ts', `import './a.define.ts';`, 'class-modules-register-nothing'],
  ['src/components/a/defining.ts', `import '../shared/define-element.ts';`, 'define-element'],
  ['src/components/a/server.ts', `import { x } from '../../server/target.ts';`, 'components-rooms'],
  ['src/preview/room.ts', `import '../client/http/target.ts';`, 'preview-rooms'],
  ['src/preview/lit.ts', `import 'lit';`, 'preview-packages'],
  ['src/preview/node.ts', `import 'node:fs';`, 'preview-node'],
  ['src/server/room.ts', `import '../client/http/target.ts';`, 'server-rooms'],
  ['src/server/shared/sibling.ts', `import '../orders/target.ts';`, 'server-shared'],
  ['src/server/auth/sibling.ts', `import '../orders/target.ts';`, 'server-auth'],
  ['src/server/change-feed/sibling.ts', `import '../orders/target.ts';`, 'server-change-feed'],
  ['src/server/change-feed/store.ts', `import type { X } from '../store/target.ts';`, 'server-change-feed'],
  ['src/server/orders/sibling.ts', `import '../store/target.ts';`, 'server-orders'],
  ['src/server/orders/cancel.ts', `import type { X } from '../cancellations/target.ts';`, 'server-orders'],
  ['src/server/validation/sibling.ts', `import '../store/target.ts';`, 'server-validation'],
  ['src/server/store/sibling.ts', `import '../jobs/target.ts';`, 'server-store'],
  ['src/server/cancellations/sibling.ts', `import '../jobs/target.ts';`, 'server-cancellations'],
  ['src/server/cancellations/http.ts', `import type { X } from '../http/target.ts';`, 'server-cancellations'],
  ['src/server/webhooks/sibling.ts', `import '../jobs/target.ts';`, 'server-webhooks'],
  ['src/server/jobs/sibling.ts', `import '../http/target.ts';`, 'server-jobs'],
  ['src/server/http/sibling.ts', `import '../jobs/target.ts';`, 'server-http'],
  ['src/server/node/sibling.ts', `import '../http/target.ts';`, 'server-node'],
  ['src/server/mail/room.ts', `import '../target.ts';`, 'unknown-server-folder'],
  ['src/server/lit.ts', `import 'lit';`, 'server-packages'],
  ['src/cli/room.ts', `import '../components/shared/target.ts';`, 'cli-rooms'],
  ['src/cli/package.ts', `import 'lit';`, 'cli-packages'],
  ['src/cdn/room.ts', `import '../contract/target.ts';`, 'cdn-rooms'],
  ['src/cdn/lit.ts', `import 'lit';`, 'cdn-packages'],
  ['src/cdn/node.ts', `import 'node:fs';`, 'cdn-node'],
  [
    'src/index.ts',
    `export * from './define.ts'; import './cli/room.ts'; import 'lit'; import 'node:fs';`,
    'index.ts-rooms',
    'index.ts-packages',
    'index.ts-node',
    'class-modules-register-nothing',
  ],
  [
    'src/define.ts',
    `import './contract/target.ts'; import 'lit'; import 'node:fs';`,
    'define.ts-rooms',
    'define.ts-packages',
    'define.ts-node',
  ],
  [
    'src/version.ts',
    `import './contract/target.ts'; import 'lit'; import 'node:fs';`,
    'version.ts-rooms',
    'version.ts-packages',
    'version.ts-node',
  ],
  ['src/payments/room.ts', `import '../contract/target.ts';`, 'unknown-room'],
  ['src/order/circle-a.ts', `import type { B } from './circle-b.ts';`, 'no-circle'],
];

/** Files that break no rule: what the rooms are for, and the targets of the breaches. */
const allowed: Record<string, string> = {
  'src/contract/schema.ts': `import * as z from 'zod/mini'; import { x } from './target.ts';`,
  'src/dates/days.ts': `import { addDays } from 'date-fns'; import { tzOffset } from '@date-fns/tz';`,
  'src/i18n/format.ts': `import { x } from '../estimate/target.ts';`,
  'src/client/cancellation/request.ts': `import { x } from '../http/target.ts';`,
  'src/components/b/b.ts': `import { html } from 'lit'; import { repeat } from 'lit/directives/repeat.js'; import '../shared/target.ts';`,
  'src/components/b/b.define.ts': `import '../shared/define-element.ts'; import { B } from './b.ts';`,
  'src/server/store/postgres.ts': `const pg = await import('pg'); import '../../order/target.ts'; import '../orders/target.ts'; import '../target.ts'; import 'node:fs';`,
  'src/cli/check.ts': `import { argv } from 'node:process'; import { x } from '../contract/target.ts';`,
  'src/cdn/waybill.ts': `import '../define.ts'; export * from '../index.ts';`,
  'src/order/circle-b.ts': `import { a } from './circle-a.ts';`,
  'src/components/a/a.define.ts': '',
  'src/components/shared/define-element.ts': '',
  'tools/target.ts': '',
  ...Object.fromEntries(
    [
      'contract',
      'estimate',
      'order',
      'i18n',
      'client/http',
      'client/cancellation',
      'client/order-stream',
      'components/shared',
      'components/b',
      'preview',
      'server',
      'server/cancellations',
      'server/http',
      'server/jobs',
      'server/orders',
      'server/store',
    ].map((room) => [`src/${room}/target.ts`, 'export type X = 1;']),
  ),
};

describe('import rules', () => {
  let folder: string;
  let result: ICruiseResult;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'waybill-imports-'));
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    const files = { ...allowed };
    for (const [file, text] of breaches) files[file] = text;
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    result = await cruiseSources(folder);
  });

  after(() => rmSync(folder, { recursive: true }));

  const brokenBy = (file: string): string[] =>
    [...new Set(result.summary.violations.filter(({ from }) => from === file).map(({ rule }) => rule.name))].sort();

  for (const [file, text, ...rules] of breaches) {
    it(`refuse in ${file}: ${text}`, () => assert.deepEqual(brokenBy(file), rules.sort()));
  }

  it('allow what the rooms are for', () => {
    for (const file of Object.keys(allowed)) assert.deepEqual(brokenBy(file), [], file);
  });

  it('have a breach each in this test', () => {
    const names = config.forbidden?.map(({ name }) => name) ?? [];
    assert.deepEqual(
      names.filter((name = '') => !breaches.some(([, , ...rules]) => rules.includes(name))),
      [],
    );
  });

  it('draw an arrow from a room to each room that it imports', () => {
    assert.match(renderRoomDiagram(result), /^flowchart TD\n(.*\n)*  cdn --> define\.ts\n {2}cdn --> index\.ts\n/);
  });
});
