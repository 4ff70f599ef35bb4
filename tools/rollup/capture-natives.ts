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

/**
 * The first line of a bundle: it keeps the natives in variables of its own, as they are when it loads. Minifying drops
 * those that the bundle does not use.
 */
export const captureNatives = `const { ${natives.join(', ')} } = globalThis;`;
