import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { packageJson } from './package-json.ts';

type Named = { name: string };
type Declaration = Named & {
  tagName: string;
  summary?: string;
  attributes?: Named[];
  members?: (Named & { privacy?: string; description?: string })[];
  events?: Named[];
  slots?: Named[];
  cssParts?: Named[];
  cssProperties?: Named[];
  cssStates?: Named[];
};
type Manifest = { modules: { path: string; declarations: Declaration[]; exports: (Named & { kind: string })[] }[] };

const manifest = JSON.parse(readFileSync(packageJson.customElements, 'utf8')) as Manifest;
const declarations = manifest.modules.flatMap(({ declarations: found }) => found);
const names = (list: Named[] = []): string[] => list.map(({ name }) => name).sort();
const unique = (list: string[]): string[] => [...new Set(list)].sort();

/** All that a pattern's group finds in a text. */
const found = (text: string, pattern: RegExp): string[] =>
  unique([...text.matchAll(pattern)].map((match) => match[1] ?? ''));

const components = globSync('src/components/*', { exclude: ['src/components/shared'] }).map((folder) => {
  const name = folder.replace(/.*\//, '');
  const element = readFileSync(`${folder}/${name}.ts`, 'utf8');
  const all = globSync(`${folder}/*.ts`)
    .map((each) => readFileSync(each, 'utf8'))
    .join('\n');
  const declaration = declarations.find(({ tagName }) => tagName === `waybill-${name}`);
  return { name, element, all, declaration };
});

describe('custom-elements manifest', () => {
  it('holds the elements and nothing else', () => {
    assert.deepEqual(
      unique(declarations.map(({ tagName }) => tagName)),
      components.map(({ name }) => `waybill-${name}`).sort(),
    );
  });

  it('names files that ship', () => {
    for (const { path } of manifest.modules) assert.ok(globSync(path).length === 1, path);
  });

  it('names the module that registers each element', () => {
    const definitions = manifest.modules.flatMap(({ path, exports }) =>
      exports.filter(({ kind }) => kind === 'custom-element-definition').map(({ name }) => `${name} ${path}`),
    );
    const expected = components.map(({ name }) => `waybill-${name} dist/components/${name}/${name}.define.js`);
    assert.deepEqual(definitions.sort(), expected.sort());
  });

  for (const { name, element, all, declaration } of components) {
    describe(name, () => {
      assert.ok(declaration);
      const properties = /static override properties = \{([^]*?)\n {2}\};/.exec(element)?.[1] ?? '';
      const declared = [...properties.matchAll(/^ {4}(\w+): \{(.*)\},$/gm)].map(([, property = '', options = '']) => ({
        property,
        attribute: /attribute: false/.test(options)
          ? undefined
          : (/attribute: '([^']*)'/.exec(options)?.[1] ?? property.toLowerCase()),
      }));

      it('has a summary', () => assert.ok(declaration.summary));

      it('has every attribute', () => {
        assert.ok(declared.length > 0);
        const native = found(/observedAttributes.*\n.*/.exec(element)?.[0] ?? '', /'([a-z-]+)'/g);
        const attributes = [...native, ...declared.flatMap(({ attribute }) => attribute ?? [])];
        assert.deepEqual(names(declaration.attributes), attributes.sort());
      });

      it('has every property, each with a description', () => {
        // `lang` and such are the platform's.
        const own = declared
          .map(({ property }) => property)
          .filter((property) => new RegExp(`declare ${property}:`).test(element));
        assert.deepEqual(names(declaration.members), own.sort());
        for (const { name: member, description } of declaration.members ?? []) assert.ok(description, member);
      });

      it('has nothing private', () => {
        assert.deepEqual(
          (declaration.members ?? []).filter((member) => member.name.startsWith('#') || member.privacy === 'private'),
          [],
        );
      });

      it('has every event that is fired', () => {
        assert.deepEqual(
          names(declaration.events),
          found(all, /\b(?:emit\(this(?:\.#host)?, |this\.#emit\()'(waybill-[a-z-]+)'/g),
        );
      });

      it('has every custom property that is read', () => {
        const read = found(all, /var\((--waybill-[\w-]+)/g);
        const shared = globSync('src/components/shared/*.ts')
          .map((file) => readFileSync(file, 'utf8'))
          .join('\n');
        const known = unique([...read, ...found(shared, /var\((--waybill-[\w-]+)/g)]);
        for (const property of read)
          assert.ok(names(declaration.cssProperties).includes(property), `${property} is read`);
        for (const property of names(declaration.cssProperties))
          assert.ok(known.includes(property), `${property} is documented`);
      });

      it('has what the documentation of the class says', () => {
        assert.deepEqual(names(declaration.cssParts), found(element, /@csspart ([\w-]+)/g));
        assert.deepEqual(names(declaration.cssProperties), found(element, /@cssproperty \[?(--[\w-]+)/g));
        assert.deepEqual(names(declaration.cssStates), found(element, /@cssState ([\w-]+)/g));
        assert.deepEqual(names(declaration.events), found(element, /@fires (?:\{.*?\} )?([\w-]+)/g));
        assert.equal(declaration.slots?.length, [...element.matchAll(/@slot /g)].length);
      });
    });
  }
});
