/** Group of a module: a package, a room of src/, or an element. */
export function getModuleGroup(id: string): string {
  const path = id.replaceAll('\\', '/');
  const inPackage = /.*\/node_modules\/(@[^/]+\/[^/]+|[^/]+)/.exec(path)?.[1];
  if (inPackage !== undefined) return /^(@lit\/|lit)/.test(inPackage) ? 'lit' : inPackage;
  const component = /\/dist\/components\/([^/]+)\//.exec(path)?.[1];
  return component ?? /\/dist\/([^/]+)\//.exec(path)?.[1] ?? 'other';
}
