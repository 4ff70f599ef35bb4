/** Where something stands in a file, both from 1. */
export type Position = { line: number; column: number };

/** A file that is not JSON: where that shows, and what should stand there. */
export type JsonFault = Position & { message: string };

export type JsonMap = {
  /** Where each value begins, by its path (`origins.0.cutoff`; empty for the whole). */
  positions: Map<string, Position>;
  /** Names that stand twice in one object: JSON.parse silently takes the last. */
  repeated: { path: string; position: Position }[];
};

class Fault extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** Finds out where the values of a JSON text stand, or where it stops being JSON (RFC 8259). */
export function mapJson(text: string): { ok: true; map: JsonMap } | { ok: false; fault: JsonFault } {
  const reader = new Reader(text);
  try {
    return { ok: true, map: reader.read() };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { ok: false, fault: { ...positionOf(text, error.offset), message: error.message } };
  }
}

function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** A number or a word. */
const LITERAL = /-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?(?![\w.+-])|(true|false|null)(?!\w)/y;

/** A text up to its closing quote: no control characters, no quote, no backslash but in an escape. */
const OPEN_TEXT = /"(?:[ !#-[\]-\uFFFF]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*/y;

class Reader {
  readonly #text: string;
  readonly #map: JsonMap = { positions: new Map(), repeated: [] };
  #offset = 0;
  #line = 1;
  #lineStart = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): JsonMap {
    this.#value('');
    this.#space();
    if (this.#offset < this.#text.length) this.#fail('something follows where the file should end');
    return this.#map;
  }

  #value(path: string): void {
    this.#space();
    this.#map.positions.set(path, this.#position());
    const next = this.#text[this.#offset];
    if (next === '{') this.#object(path);
    else if (next === '[') this.#list(path);
    else if (next === '"') this.#string();
    else if (this.#take(LITERAL) === undefined) this.#failValue(next);
  }

  #object(path: string): void {
    const names = new Set<string>();
    const opening = this.#position();
    this.#offset++;
    for (let isFirst = true; !this.#closes('}', isFirst, opening); isFirst = false) {
      const position = this.#position();
      if (this.#text[this.#offset] !== '"') this.#fail('expected a name in double quotes');
      const name = JSON.parse(this.#string()) as string;
      const inner = path ? `${path}.${name}` : name;
      if (names.has(name)) this.#map.repeated.push({ path: inner, position });
      names.add(name);
      this.#space();
      if (!this.#take(/:/y)) this.#fail('expected a colon after the name');
      this.#value(inner);
    }
  }

  #list(path: string): void {
    const opening = this.#position();
    this.#offset++;
    for (let index = 0; !this.#closes(']', index === 0, opening); index++) {
      this.#value(path ? `${path}.${index}` : String(index));
    }
  }

  /** Whether an object or list ends here; else what parts its members is read. */
  #closes(bracket: string, isFirst: boolean, opening: Position): boolean {
    this.#space();
    const next = this.#text[this.#offset];
    if (next === undefined) {
      this.#fail(`the file ends before ${bracket}: what opens in line ${opening.line} is not closed`);
    }
    if (next === bracket) {
      this.#offset++;
      return true;
    }
    if (isFirst) return false;
    if (next !== ',') this.#fail(`expected a comma or ${bracket}`);
    const comma = this.#offset++;
    this.#space();
    if (this.#text[this.#offset] !== bracket) return false;
    throw new Fault(comma, `a comma before ${bracket}, though nothing follows`);
  }

  /** The text with its quotes. */
  #string(): string {
    const start = this.#offset;
    this.#take(OPEN_TEXT);
    switch (this.#text[this.#offset]) {
      case '"':
        this.#offset++;
        return this.#text.slice(start, this.#offset);
      case '\\':
        return this.#fail('a backslash in text stands for nothing here; a backslash itself is written twice');
      case '\t':
        return this.#fail('a tab in text is written \\t');
      default:
        return this.#fail('text is not closed by a double quote on its line');
    }
  }

  #failValue(next: string | undefined): never {
    if (next === undefined) this.#fail('the file ends where a value is expected');
    if (next === "'") this.#fail('expected text in double quotes');
    return this.#fail('expected a value: text in double quotes, a number, true, false, null, [ or {');
  }

  #space(): void {
    for (;;) {
      const next = this.#text[this.#offset];
      if (next === '\n') {
        this.#line++;
        this.#lineStart = this.#offset + 1;
      } else if (next === '/' && /^\/[/*]/.test(this.#text.slice(this.#offset, this.#offset + 2))) {
        this.#fail('a comment: JSON has none');
      } else if (next !== ' ' && next !== '\t' && next !== '\r') {
        return;
      }
      this.#offset++;
    }
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#offset;
    const taken = pattern.exec(this.#text)?.[0];
    this.#offset += taken?.length ?? 0;
    return taken;
  }

  #position(): Position {
    return { line: this.#line, column: this.#offset - this.#lineStart + 1 };
  }

  #fail(message: string): never {
    throw new Fault(this.#offset, message);
  }
}
