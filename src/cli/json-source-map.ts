/** A position in a file. Both count from 1. */
export type Position = { line: number; column: number };

/** Why a text is not JSON, and at which position. */
export type JsonSyntaxError = Position & { message: string };

export type JsonSourceMap = {
  /** Start of each value by its path (`origins.0.cutoff`; empty for the root). */
  positions: Map<string, Position>;
  /** Keys that an object has twice: JSON.parse takes the last one without an error. */
  duplicateKeys: { path: string; position: Position }[];
};

class ParseError extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** Finds the position of every value in a JSON text (RFC 8259), or of its first syntax error. */
export function parseJsonSourceMap(
  text: string,
): { ok: true; map: JsonSourceMap } | { ok: false; error: JsonSyntaxError } {
  try {
    return { ok: true, map: new JsonParser(text).parse() };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { ok: false, error: { ...positionAt(text, error.offset), message: error.message } };
  }
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** A number, `true`, `false` or `null`. */
const literalPattern = /-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?(?![\w.+-])|(true|false|null)(?!\w)/y;

/** A string up to its closing quote: control characters, quotes and backslashes in escapes only. */
const openStringPattern = /"(?:[ !#-[\]-\uFFFF]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*/y;

class JsonParser {
  readonly #text: string;
  readonly #map: JsonSourceMap = { positions: new Map(), duplicateKeys: [] };
  #offset = 0;
  #line = 1;
  #lineStart = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): JsonSourceMap {
    this.#parseValue('');
    this.#skipWhitespace();
    if (this.#offset < this.#text.length) this.#fail('the file should end here');
    return this.#map;
  }

  #parseValue(path: string): void {
    this.#skipWhitespace();
    this.#map.positions.set(path, this.#position());
    const next = this.#text[this.#offset];
    if (next === '{') this.#parseObject(path);
    else if (next === '[') this.#parseArray(path);
    else if (next === '"') this.#parseString();
    else if (this.#consume(literalPattern) === undefined) this.#failValue(next);
  }

  #parseObject(path: string): void {
    const names = new Set<string>();
    const opening = this.#position();
    this.#offset++;
    for (let isFirst = true; !this.#consumeSeparatorOrEnd('}', isFirst, opening); isFirst = false) {
      const position = this.#position();
      if (this.#text[this.#offset] !== '"') this.#fail('expected a name in double quotes');
      const name = JSON.parse(this.#parseString()) as string;
      const inner = path ? `${path}.${name}` : name;
      if (names.has(name)) this.#map.duplicateKeys.push({ path: inner, position });
      names.add(name);
      this.#skipWhitespace();
      if (!this.#consume(/:/y)) this.#fail('expected a colon after the name');
      this.#parseValue(inner);
    }
  }

  #parseArray(path: string): void {
    const opening = this.#position();
    this.#offset++;
    for (let index = 0; !this.#consumeSeparatorOrEnd(']', index === 0, opening); index++) {
      this.#parseValue(path ? `${path}.${index}` : String(index));
    }
  }

  /** Consumes the end of an object or list, or the separator before its next member. Whether it was the end. */
  #consumeSeparatorOrEnd(bracket: string, isFirst: boolean, opening: Position): boolean {
    this.#skipWhitespace();
    const next = this.#text[this.#offset];
    if (next === undefined) {
      this.#fail(`the file ends before ${bracket}: the bracket of line ${opening.line} is not closed`);
    }
    if (next === bracket) {
      this.#offset++;
      return true;
    }
    if (isFirst) return false;
    if (next !== ',') this.#fail(`expected a comma or ${bracket}`);
    const comma = this.#offset++;
    this.#skipWhitespace();
    if (this.#text[this.#offset] !== bracket) return false;
    throw new ParseError(comma, `a comma before ${bracket}: remove it`);
  }

  /** The string with its quotes. */
  #parseString(): string {
    const start = this.#offset;
    this.#consume(openStringPattern);
    switch (this.#text[this.#offset]) {
      case '"':
        this.#offset++;
        return this.#text.slice(start, this.#offset);
      case '\\':
        return this.#fail('an unknown escape: write a backslash as \\\\');
      case '\t':
        return this.#fail('a tab in a string: write it as \\t');
      default:
        return this.#fail('the string has no closing quote on its line');
    }
  }

  #failValue(next: string | undefined): never {
    if (next === undefined) this.#fail('the file ends before a value');
    if (next === "'") this.#fail('expected double quotes');
    return this.#fail('expected a value: a string in double quotes, a number, true, false, null, [ or {');
  }

  #skipWhitespace(): void {
    for (;;) {
      const next = this.#text[this.#offset];
      if (next === '\n') {
        this.#line++;
        this.#lineStart = this.#offset + 1;
      } else if (next === '/' && /^\/[/*]/.test(this.#text.slice(this.#offset, this.#offset + 2))) {
        this.#fail('a comment: JSON has no comments');
      } else if (next !== ' ' && next !== '\t' && next !== '\r') {
        return;
      }
      this.#offset++;
    }
  }

  #consume(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#offset;
    const match = pattern.exec(this.#text)?.[0];
    this.#offset += match?.length ?? 0;
    return match;
  }

  #position(): Position {
    return { line: this.#line, column: this.#offset - this.#lineStart + 1 };
  }

  #fail(message: string): never {
    throw new ParseError(this.#offset, message);
  }
}
