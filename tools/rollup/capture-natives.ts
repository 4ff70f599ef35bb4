/** Natives that a page may replace after a script-tag file has loaded (docs/adr/0006-captured-natives.md). */
export const natives = [
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
 * First line of a bundle: copies the natives into variables while the bundle loads. Minification drops unused ones.
 */
export const captureNatives = `const { ${natives.join(', ')} } = globalThis;`;
