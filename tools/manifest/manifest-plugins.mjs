/**
 * The part of the analyzer's result that the plugins use.
 *
 * @typedef {{ name: string, kind: string, privacy?: string, inheritedFrom?: object, static?: boolean }} Member
 * @typedef {{ kind: string, name: string, tagName?: string, members?: Member[], attributes?: object[] }} Declaration
 * @typedef {{ kind: string, name: string, declaration?: { name: string, module: string } }} Export
 * @typedef {{ path: string, declarations?: Declaration[], exports?: Export[] }} Module
 * @typedef {{ customElementsManifest: { modules: Module[] } }} Analysis
 */

/** Lit's life cycle, which a page never calls. */
const lifeCycle =
  /^(connectedCallback|disconnectedCallback|attributeChangedCallback|requestUpdate|createRenderRoot|shouldUpdate|willUpdate|update|render|firstUpdated|updated|properties|styles|version|shadowRootOptions)$/;

/** Keeps elements only, without private members and without Lit's life cycle. */
export function publicOnly() {
  return {
    name: 'public-only',
    /** @param {Analysis} analysis */
    packageLinkPhase({ customElementsManifest: manifest }) {
      for (const entry of manifest.modules) {
        entry.declarations = entry.declarations?.filter(({ tagName }) => tagName !== undefined) ?? [];
        for (const declaration of entry.declarations) {
          declaration.members = declaration.members?.filter(isPublic) ?? [];
        }
        const names = entry.declarations.map(({ name }) => name);
        entry.exports = entry.exports?.filter(({ name }) => names.includes(name)) ?? [];
      }
      manifest.modules = manifest.modules.filter(({ declarations }) => (declarations ?? []).length > 0);
    },
  };
}

/** @param {Member} member */
function isPublic({ name, privacy }) {
  return privacy !== 'private' && privacy !== 'protected' && !name.startsWith('#') && !lifeCycle.test(name);
}

/** Replaces source paths by built paths, and adds the module that registers each element. */
export function builtPaths() {
  return {
    name: 'built-paths',
    /** @param {Analysis} analysis */
    packageLinkPhase({ customElementsManifest: manifest }) {
      manifest.modules = JSON.parse(
        JSON.stringify(manifest.modules).replaceAll(/"\/?src\/([^"]*)\.ts"/g, '"dist/$1.js"'),
      );
      for (const { path, declarations = [] } of [...manifest.modules]) {
        const exports = declarations.map(({ name, tagName = '' }) => ({
          kind: 'custom-element-definition',
          name: tagName,
          declaration: { name, module: path },
        }));
        const registering = path.replace(/\.js$/, '.define.js');
        manifest.modules.push({ path: registering, declarations: [], exports, ...{ kind: 'javascript-module' } });
      }
    },
  };
}
