import { resolve } from 'node:path';
import type { Plugin } from 'rollup';

const prefix = 'script-tag:';

/** Registers what one module registers and exports what another one exports. */
export const scriptTagEntry: Plugin & { idOf: (registering: string, exporting: string) => string } = {
  name: 'script-tag-entry',
  idOf: (registering, exporting) => `${prefix}${registering}+${exporting}`,
  resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
  load(id) {
    if (!id.startsWith(`\0${prefix}`)) return null;
    const [registering = '', exporting = ''] = id.slice(prefix.length + 1).split('+');
    return `
      import ${JSON.stringify(resolve(registering))};
      export * from ${JSON.stringify(resolve(exporting))};`;
  },
};
