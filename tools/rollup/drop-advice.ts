import type { Plugin } from 'rollup';

/** Leaves the words of the stream parser's errors out of script-tag files: of these only the type is read. */
export const dropAdvice: Plugin = {
  name: 'drop-advice',
  transform(code, id) {
    if (!id.replaceAll('\\', '/').endsWith('/eventsource-parser/dist/index.js')) return null;
    const short = code
      .replace(/new (Error|TypeError)\(\s*"[^"]*"\s*\)/g, 'new $1()')
      .replace(/new ParseError\(\s*`[^]*?`,\s*\{/g, 'new ParseError("", {');
    return { code: short, map: null };
  },
};
