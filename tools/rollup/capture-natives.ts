import type { OutputPlugin } from 'rollup';

/** What a page may replace after our file has loaded, and what we call later. */
const natives = [
  'AbortController',
  'AbortSignal',
  'Intl',
  'IntersectionObserver',
  'JSON',
  'Map',
  'MutationObserver',
  'Promise',
  'Set',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'WeakMap',
  'cancelAnimationFrame',
  'clearInterval',
  'clearTimeout',
  'fetch',
  'queueMicrotask',
  'requestAnimationFrame',
  'setInterval',
  'setTimeout',
  'structuredClone',
];

/** Keeps the natives that a bundle uses in variables of its own, as they are when it loads. */
export function captureNatives(): OutputPlugin {
  return {
    name: 'capture-natives',
    // Inside the function around a classic script: the variables must not become the page's.
    intro({ modules }) {
      const code = Object.values(modules).map((module) => module.code ?? '');
      const used = natives.filter((name) => code.some((text) => new RegExp(`(?<![.\\w$])${name}\\b`).test(text)));
      return `const { ${used.join(', ')} } = globalThis;`;
    },
  };
}
