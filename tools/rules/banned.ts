import { visit, type Source } from './read-source.ts';
import type { Violation } from './source-files.ts';

/** Properties that must not be read or written, and why. */
const properties: Record<string, string> = {
  innerHTML: 'text goes through text bindings only',
  outerHTML: 'text goes through text bindings only',
  insertAdjacentHTML: 'text goes through text bindings only',
  cssText: 'a strict content security policy drops inline styles',
  cookie: 'nothing is kept on the visitor\'s machine',
  localStorage: 'nothing is kept on the visitor\'s machine',
};

const names: Record<string, string> = {
  eval: 'a strict content security policy forbids it',
  Function: 'a strict content security policy forbids it',
  localStorage: 'nothing is kept on the visitor\'s machine',
  unsafeHTML: 'text goes through text bindings only',
  unsafeSVG: 'text goes through text bindings only',
  unsafeStatic: 'text goes through text bindings only',
  styleMap: 'a strict content security policy drops inline styles',
};

/** Functions of the page that the script-tag files capture when they load: only a bare name is captured. */
const captured = ['fetch', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'JSON', 'Promise'];

/** What must not stand in a source that reaches a shop's page. */
export function findBanned({ file, program, lineAt }: Source): Violation[] {
  const found: Violation[] = [];
  visit(program, (node) => {
    const add = (what: string, why: string): unknown =>
      found.push({ file, line: lineAt(node.start), message: `${what} is banned: ${why}` });
    const name = node['name'] as string;
    if (node.type === 'Identifier' && Object.hasOwn(names, name)) add(name, names[name] ?? '');
    if (node.type === 'MemberExpression') {
      const object = nameOf(node['object']);
      const property = nameOf(node['property']);
      const path = `${object}.${property}`;
      // A bare localStorage is found as a name; here it would be found twice.
      if (Object.hasOwn(properties, property) && !Object.hasOwn(names, property)) add(path, properties[property] ?? '');
      if (path === 'Object.assign') add(path, 'parsed data could reach a prototype: spread instead');
      if (/^(window|globalThis|self)$/.test(object) && captured.includes(property)) {
        add(path, `write ${property}: the page may replace it later`);
      }
    }
    if (node.type === 'TaggedTemplateExpression' && /^(html|svg)$/.test(nameOf(node['tag']))) {
      const { quasis } = node['quasi'] as { quasis: { value: { raw: string } }[] };
      if (quasis.some(({ value }) => /\sstyle\s*=/.test(value.raw))) {
        add('style=', 'a strict content security policy drops inline styles');
      }
      if (quasis.some(({ value }) => /\.(innerHTML|outerHTML|srcdoc)\s*=/.test(value.raw))) {
        add('an HTML binding', 'text goes through text bindings only');
      }
    }
  });
  return found;
}

/** The name of an identifier, also of `['name']`. */
function nameOf(node: unknown): string {
  const { type, name, value } = node as { type: string; name?: string; value?: unknown };
  if (type === 'Identifier') return name ?? '';
  return type === 'Literal' && typeof value === 'string' ? value : '';
}
