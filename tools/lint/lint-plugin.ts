/**
 * Rules for oxlint that it does not have itself. `.oxlintrc.json` says for which files they hold.
 * A node is described by https://github.com/estree/estree; every rule has a test in test/tools/lint-rules.test.ts.
 */
import { natives } from '../rollup/capture-natives.ts';

type Node = { type: string; parent?: Node; loc: { start: { line: number } }; [key: string]: unknown };
type Context = {
  sourceCode: { lines: string[] };
  report: (finding: { node: Node; message: string }) => void;
};
type Rule = { create: (context: Context) => Record<string, (node: Node) => void> };

/** The name of an identifier or of a property key, also of `['name']`. */
function nameOf(node: unknown): string {
  const { type, name, value } = (node ?? {}) as { type?: string; name?: string; value?: unknown };
  if (type === 'Identifier') return name ?? '';
  return type === 'Literal' && typeof value === 'string' ? value : '';
}

/** `setTimeout` for `setTimeout` and `globalThis.setTimeout`, `this.retries`, `performance.now`; else an empty text. */
function calleeOf({ callee }: Node): string {
  const { type, object, property } = callee as Node & { object?: Node };
  if (type !== 'MemberExpression') return nameOf(callee);
  const owner = object?.type === 'ThisExpression' ? 'this' : nameOf(object);
  return `${owner}.${nameOf(property)}`.replace(/^(globalThis|window)\./, '');
}

/** Script-tag files capture natives when they load. Minified code calls the captured one only by its bare name. */
const bareNatives: Rule = {
  create: ({ report }) => ({
    MemberExpression(node) {
      const [object, property] = [nameOf(node['object']), nameOf(node['property'])];
      if (/^(window|globalThis|self)$/.test(object) && natives.includes(property))
        report({ node, message: `Write ${property}: the page may replace ${object}.${property} later.` });
    },
  }),
};

const safeTemplates: Rule = {
  create: ({ report }) => ({
    TaggedTemplateExpression(node) {
      if (!/^(html|svg)$/.test(nameOf(node['tag']))) return;
      const { quasis } = node['quasi'] as { quasis: { value: { raw: string } }[] };
      const text = quasis.map(({ value }) => value.raw).join('${…}');
      if (/\sstyle\s*=/.test(text))
        report({ node, message: 'A strict content security policy drops style=: use a class or a part.' });
      if (/\.(innerHTML|outerHTML|srcdoc)\s*=/.test(text))
        report({ node, message: 'Text goes through text bindings only.' });
    },
  }),
};

/** Bundlers drop the unused parts of a namespace, and none of the object `z`. */
const namespaceZod: Rule = {
  create: ({ report }) => ({
    ImportDeclaration(node) {
      const { source, specifiers } = node as unknown as { source: { value: string }; specifiers: Node[] };
      if (source.value === 'zod/mini' && specifiers.some(({ type }) => type !== 'ImportNamespaceSpecifier'))
        report({ node, message: "Write import * as z from 'zod/mini'." });
    },
  }),
};

/** An import whose module is computed is invisible to the import rules. */
const literalImport: Rule = {
  create: ({ report }) => ({
    ImportExpression(node) {
      if ((node['source'] as Node).type !== 'Literal')
        report({ node, message: 'Import a literal specifier: the import rules read it.' });
    },
  }),
};

/** Real time makes a test slow and unsteady. A comment "Real time: …" above gives the reason for an exception. */
const noRealTime: Rule = {
  create: ({ report, sourceCode: { lines } }) => {
    const check = (node: Node, what: string): void => {
      const { line } = node.loc.start;
      if (/Real time: ./.test(`${lines[line - 2]}\n${lines[line - 1]}`)) return;
      report({ node, message: `${what} waits or measures in real time: use waitFor(), or a clock of the test's own.` });
    };
    return {
      CallExpression(node) {
        const callee = calleeOf(node);
        if (/^(setTimeout|setInterval|aTimeout|waitUntil|performance\.now)$/.test(callee)) check(node, `${callee}()`);
      },
      ImportDeclaration(node) {
        const { value } = node['source'] as { value: string };
        if (value === 'node:timers/promises') check(node, value);
      },
    };
  },
};

const noRetries: Rule = {
  create: ({ report }) => ({
    CallExpression(node) {
      if (calleeOf(node) === 'this.retries') report({ node, message: 'A test runs once: a retry hides a failure.' });
    },
  }),
};

/** `npm run test:random` multiplies the number of runs. */
const scaledRuns: Rule = {
  create: ({ report }) => ({
    Property(node) {
      const { callee } = node['value'] as { callee?: unknown };
      if (nameOf(node['key']) === 'numRuns' && nameOf(callee) !== 'runs')
        report({ node, message: 'Write numRuns: runs(…): `npm run test:random` multiplies it.' });
    },
  }),
};

/** typescript/no-floating-promises takes every chai assertion for a promise, so it is off in browser tests. */
const awaitedActions: Rule = {
  create: ({ report }) => ({
    ExpressionStatement(node) {
      const call = node['expression'] as Node;
      if (call.type !== 'CallExpression') return;
      const callee = call['callee'] as Node;
      const name = nameOf(callee.type === 'MemberExpression' ? callee['property'] : callee);
      if (actions.includes(name)) report({ node, message: `Await ${name}().` });
    },
  }),
};
const actions = [
  'accessible',
  'aTimeout',
  'elementUpdated',
  'emulateMedia',
  'fixture',
  'nextFrame',
  'oneEvent',
  'sendKeys',
  'sendMouse',
  'setViewport',
  'waitUntil',
];

const rules: Record<string, Rule> = {
  'awaited-actions': awaitedActions,
  'bare-natives': bareNatives,
  'literal-import': literalImport,
  'namespace-zod': namespaceZod,
  'no-real-time': noRealTime,
  'no-retries': noRetries,
  'safe-templates': safeTemplates,
  'scaled-runs': scaledRuns,
};

export default { meta: { name: 'waybill' }, rules };
