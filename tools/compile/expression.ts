/** A piece of code, made of others. Equal code is the same expression, so that its uses can be counted. */
export type Expression = { readonly code: string; readonly parts: readonly Part[]; uses: number };

export type Part = string | Expression;

/** The code of one file: its expressions, and the functions that they call. */
export class CodeWriter {
  readonly #expressions = new Map<string, Expression>();
  readonly #names = new Map<Expression, string>();
  readonly #declarations: string[] = [];
  readonly #imports = new Map<string, Set<string>>();

  /** Imports a name; tells it. */
  use(from: string, name: string): string {
    this.#imports.set(from, (this.#imports.get(from) ?? new Set()).add(name));
    return name;
  }

  express(...parts: Part[]): Expression {
    const code = parts.map((part) => (typeof part === 'string' ? part : part.code)).join('');
    const known = this.#expressions.get(code);
    if (known) return known;
    const expression = { code, parts, uses: 0 };
    this.#expressions.set(code, expression);
    for (const part of parts) if (typeof part !== 'string') part.uses += 1;
    return expression;
  }

  call(from: string, name: string, ...values: Part[]): Expression {
    const separated = values.flatMap((value, index) => (index > 0 ? [', ', value] : [value]));
    return this.express(`/* @__PURE__ */ ${this.use(from, name)}(`, ...separated, ')');
  }

  /** Its code; what is called more than once stands in the file once, as a constant. */
  write(expression: Expression): string {
    const known = this.#names.get(expression);
    if (known !== undefined) return known;
    const code = expression.parts.map((part) => (typeof part === 'string' ? part : this.write(part))).join('');
    if (expression.uses < 2 || !code.includes('(')) return code;
    const name = `check${this.#names.size + 1}`;
    this.#names.set(expression, name);
    this.#declarations.push(`const ${name} = ${code};`);
    return name;
  }

  /** What stands above the code that was written. */
  head(): { imports: string[]; declarations: string[] } {
    const imports = [...this.#imports].map(([from, used]) => `import { ${[...used].toSorted().join(', ')} } from '${from}';`);
    return { imports, declarations: this.#declarations };
  }
}
