/** An expression and its parts. Equal code is the same object, so that its uses can be counted. */
export type Expression = {
  readonly code: string;
  readonly parts: readonly Part[];
  /** Module that exports the code, which is then a single name. */
  readonly from?: string | undefined;
  /** What it validates, as a name in camelCase. */
  noun?: string | undefined;
  /** Has the name of a schema, and is declared under it. */
  isSchema?: boolean;
};

export type Part = string | Expression;

/** Creates the expressions of one generated file, and prints them with their imports and constants. */
export class CodeWriter {
  readonly #expressions = new Map<string, Expression>();
  readonly #uses = new Map<Expression, number>();
  readonly #names = new Map<Expression, string>();
  readonly #declarations = new Map<string, string>();
  readonly #imports = new Map<string, Set<string>>();

  createImport(from: string, name: string): Expression {
    return this.#create({ code: name, parts: [name], from });
  }

  createExpression(...parts: Part[]): Expression {
    return this.#create({ code: parts.map((part) => (typeof part === 'string' ? part : part.code)).join(''), parts });
  }

  createCall(from: string, name: string, ...values: Part[]): Expression {
    const separated = values.flatMap((value, index) => (index > 0 ? [', ', value] : [value]));
    return this.createExpression(this.createImport(from, name), '(', ...separated, ')');
  }

  #create(expression: Expression): Expression {
    const known = this.#expressions.get(expression.code);
    if (known) return known;
    this.#expressions.set(expression.code, expression);
    return expression;
  }

  /** Counts the uses of an expression that will be printed, and of its parts. */
  countUses(expression: Expression): void {
    const uses = this.#uses.get(expression) ?? 0;
    this.#uses.set(expression, uses + 1);
    if (uses > 0) return;
    for (const part of expression.parts) if (typeof part !== 'string') this.countUses(part);
  }

  isUsed(expression: Expression): boolean {
    return this.#uses.has(expression);
  }

  /** Code of an expression. A schema with a name, and a call that is used more than once, becomes a constant. */
  print(expression: Expression): string {
    const known = this.#names.get(expression);
    if (known !== undefined) return known;
    const isShared = (this.#uses.get(expression) ?? 0) > 1 && expression.code.includes('(');
    if (!isShared && !expression.isSchema) return this.printParts(expression);
    const name = formatValidatorName(expression);
    const code = this.printParts(expression);
    if (this.#declarations.has(name)) throw new Error(`Two schemas of a file are named ${name}.`);
    this.#names.set(expression, name);
    this.#declarations.set(name, code);
    return name;
  }

  /** Code of an expression that is declared elsewhere: only its parts become constants. */
  printParts({ code, from, parts }: Expression): string {
    if (from !== undefined) this.#imports.set(from, (this.#imports.get(from) ?? new Set()).add(code));
    return parts.map((part) => (typeof part === 'string' ? part : this.print(part))).join('');
  }

  /** Imports and constants that precede the printed code. */
  printHead(): { imports: string[]; declarations: string[] } {
    const imports = [...this.#imports].map(
      ([from, used]) => `import { ${[...used].toSorted().join(', ')} } from '${from}';`,
    );
    return { imports, declarations: [...this.#declarations].map(([name, code]) => `const ${name} = ${code};`) };
  }
}

/** `validateInstant`; `lenientInstant`, because the name of a variant already has a verb or an adjective. */
function formatValidatorName({ noun, code }: Expression): string {
  if (noun === undefined) throw new Error(`Export the schema of this code under a name: ${code}`);
  return /^(lenient|optional|nullable)[A-Z]/.test(noun) ? noun : `validate${capitalize(noun)}`;
}

export const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
