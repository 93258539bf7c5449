/**
 * Parses an expression: each rule of the grammar is a method, which makes the tree as it goes; macros are written out at once.
 * After github.com/google/cel-go/parser/{gen/CEL.g4,parser.go}. The numbers are the states of the parser that ANTLR makes of the
 * grammar: a fault at a place where one was before gives up a token.
 */
import { AFTER, BEFORE, begins, LITERALS, PRODUCTS, RELATIONS, SUMS } from './grammar';
import { literalOf } from './literals';
import { expandMacro, type Macros } from './macros';
import { Cursor, follow, ParserStopped, type Follow } from './recovery';
import type { Issue } from './source';
import { tokensOf, type Token, type TokenKind } from './tokens';
import type { Element, Entry, Expression, Field } from './tree';

const RESERVED: ReadonlySet<string> = new Set([
  ...['as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while'],
]);
const SIZE_LIMIT = 100_000;
const NUMBERS: ReadonlySet<TokenKind> = new Set<TokenKind>(['NUM_INT', 'NUM_FLOAT']);
const literals: ReadonlySet<TokenKind> = new Set(LITERALS);

/** What a rule gives that has failed. Nothing looks at it: an expression with faults goes no further. */
const missing = (at: number): Expression => ({ kind: 'literal', at, value: '<<error>>' });
const call = (at: number, name: string, ...args: readonly Expression[]): Expression => ({ kind: 'call', at, name, args });

class Parser {
  /** What is refused of the tree. */
  readonly issues: Issue[] = [];
  constructor(
    private readonly cursor: Cursor,
    private readonly macros: Macros,
  ) {}

  all(): Expression {
    const made = this.cursor.rule('start', follow(false), () => {
      const expression = this.#expression(AFTER.all);
      this.cursor.expect(35, '<EOF>', follow(true, '<EOF>'));
      return expression;
    });
    return made ?? missing(0);
  }

  #rule(name: string, then: Follow, run: () => Expression): Expression {
    const { at } = this.cursor.token(0);
    return this.cursor.rule(name, then, run) ?? missing(at);
  }
  #wrong(at: number, message: string): Expression {
    this.issues.push({ at, message });
    return missing(at);
  }

  #expression(then: Follow): Expression {
    return this.#rule('expr', then, () => {
      const condition = this.#chain('conditionalOr', AFTER.condition);
      const sign = this.cursor.takeIf("'?'");
      if (sign === undefined) return condition;
      const whenTrue = this.#chain('conditionalOr', AFTER.whenTrue);
      this.cursor.expect(40, "':'", BEFORE.expression);
      return call(sign.at, '_?_:_', condition, whenTrue, this.#expression(AFTER.last));
    });
  }
  /** Operands of one logical operator; they become one call. */
  #chain(name: 'conditionalOr' | 'conditionalAnd', then: Follow): Expression {
    return this.#rule(name, then, () => {
      const isOr = name === 'conditionalOr';
      const operand = (): Expression => (isOr ? this.#chain('conditionalAnd', AFTER.disjunct) : this.#relation(0, AFTER.conjunct));
      const first = operand();
      const [sign, operator] = isOr ? (["'||'", '_||_'] as const) : (["'&&'", '_&&_'] as const);
      const signs: Token[] = [];
      const terms = [first];
      for (let taken = this.cursor.takeIf(sign); taken !== undefined; taken = this.cursor.takeIf(sign)) {
        signs.push(taken);
        terms.push(operand());
      }
      return balanced(operator, terms, signs, 0, signs.length - 1);
    });
  }
  #relation(precedence: number, then: Follow): Expression {
    return this.#rule('relation', then, () => {
      let left = this.#calculation(0, AFTER.relation);
      for (let name = RELATIONS.get(this.cursor.kind); name !== undefined && precedence < 2; name = RELATIONS.get(this.cursor.kind)) {
        const { at } = this.cursor.take();
        left = call(at, name, left, this.#relation(2, AFTER.relation));
      }
      return left;
    });
  }
  #calculation(precedence: number, then: Follow): Expression {
    return this.#rule('calc', then, () => {
      let left = this.#unary();
      for (;;) {
        const [product, sum] = [PRODUCTS.get(this.cursor.kind), SUMS.get(this.cursor.kind)];
        if (product !== undefined && precedence <= 2) {
          const { at } = this.cursor.take();
          left = call(at, product, left, this.#calculation(3, AFTER.operand));
        } else if (sum !== undefined && precedence <= 1) {
          const { at } = this.cursor.take();
          left = call(at, sum, left, this.#calculation(2, AFTER.operand));
        } else return left;
      }
    });
  }

  #unary(): Expression {
    return this.#rule('unary', AFTER.operand, () => {
      this.cursor.sync(99, BEFORE.expression);
      const { kind } = this.cursor;
      if (kind === "'!'") return this.#signed("'!'", '!_');
      if (kind === "'-'" && !NUMBERS.has(this.cursor.token(1).kind)) {
        const { kind: next } = this.cursor.token(1);
        if (!begins.has(next) || next === "'!'") this.cursor.noAlternative(99, 1);
        return this.#signed("'-'", '-_');
      }
      if (!begins.has(kind)) this.cursor.noAlternative(99, 0);
      return this.#member();
    });
  }
  #signed(sign: TokenKind, operator: string): Expression {
    const { at } = this.cursor.token(0);
    let count = 0;
    while (this.cursor.kind === sign) {
      if (count > 0) this.#signAgain(sign);
      this.cursor.take();
      count += 1;
      this.cursor.syncLoop(BEFORE.expression);
    }
    const operand = this.#member();
    return count % 2 === 0 ? operand : call(at, operator, operand);
  }

  /** A minus may belong to a number as well, so that it is looked at what comes after it. */
  #signAgain(sign: TokenKind): void {
    const { kind } = this.cursor.token(1);
    if (sign === "'-'" && (!begins.has(kind) || kind === "'!'")) this.cursor.noAlternative(96, 1);
  }

  #member(): Expression {
    return this.#rule('member', AFTER.last, () => {
      let made = this.#primary();
      for (;;) {
        if (this.cursor.kind === "'.'") made = this.#selected(made);
        else if (this.cursor.kind === "'['") made = this.#indexed(made);
        else return made;
      }
    });
  }
  #selected(operand: Expression): Expression {
    const { kind } = this.cursor.token(1);
    if (kind === 'IDENTIFIER' && this.cursor.token(2).kind === "'('") return this.#memberCall(operand);
    if (kind !== "'?'" && kind !== 'IDENTIFIER' && kind !== 'ESC_IDENTIFIER') this.cursor.noAlternative(126, 1);
    const { at } = this.cursor.take();
    const isOptional = this.cursor.takeIf("'?'") !== undefined;
    const name = this.#fieldName(AFTER.part);
    if (name === undefined) return missing(at);
    if (!isOptional) return { kind: 'select', at, operand, field: name.text, isTest: false };
    return call(at, '_?._', operand, { kind: 'literal', at: name.at, value: name.text });
  }
  #memberCall(target: Expression): Expression {
    this.cursor.take();
    const { text } = this.cursor.take();
    const { at } = this.cursor.take();
    const args = this.#arguments(117, AFTER.part);
    return this.#expanded({ at, name: text, target, args });
  }
  #indexed(operand: Expression): Expression {
    const { at } = this.cursor.take();
    this.cursor.sync(121, BEFORE.optionalExpression);
    const isOptional = this.cursor.takeIf("'?'") !== undefined;
    const index = this.#expression(AFTER.index);
    this.cursor.expect(124, "']'", AFTER.part);
    return call(at, isOptional ? '_[?_]' : '_[_]', operand, index);
  }
  /** The arguments of a call and its last bracket. */
  #arguments(state: number, then: Follow): readonly Expression[] {
    this.cursor.sync(state - 2, BEFORE.arguments);
    const args: Expression[] = [];
    if (begins.has(this.cursor.kind))
      this.cursor.rule('exprList', AFTER.arguments, () => {
        do args.push(this.#expression(AFTER.item));
        while (this.cursor.takeIf("','") !== undefined);
      });
    this.cursor.expect(state, "')'", then);
    return args;
  }
  #expanded(node: { readonly at: number; readonly name: string; readonly target?: Expression; readonly args: readonly Expression[] }): Expression {
    const made = expandMacro(this.macros, node);
    if (made === undefined) return { kind: 'call', ...node };
    return 'message' in made ? this.#wrong(made.at, made.message) : made;
  }
  #fieldName(then: Follow): Token | undefined {
    const { at } = this.cursor.token(0);
    const name = this.cursor.rule('escapeIdent', then, () => {
      this.cursor.sync(235, BEFORE.field);
      if (this.cursor.kind === 'IDENTIFIER') return this.cursor.take();
      if (this.cursor.kind !== 'ESC_IDENTIFIER') this.cursor.noAlternative(235, 0);
      const token = this.cursor.take();
      if (this.macros.hasEscapedNames) return { ...token, text: token.text.slice(1, -1) };
      this.#wrong(token.at, "unsupported syntax: '`'");
      return token;
    });
    if (name === undefined) this.#wrong(at, 'unsupported ident kind');
    return name;
  }

  #primary(): Expression {
    return this.#rule('primary', AFTER.part, () => {
      const { kind } = this.cursor;
      if (kind === "'('") return this.#nested();
      if (kind === "'['") return this.#list();
      if (kind === "'{'") return this.#map();
      if (kind === "'-'" || literals.has(kind)) return this.#literal();
      if (kind === 'IDENTIFIER') return this.#named();
      if (kind !== "'.'" || this.cursor.token(1).kind !== 'IDENTIFIER') this.cursor.noAlternative(184, kind === "'.'" ? 1 : 0);
      return this.#named();
    });
  }
  #nested(): Expression {
    this.cursor.take();
    const inner = this.#expression(AFTER.arguments);
    this.cursor.expect(146, "')'", AFTER.last);
    return inner;
  }
  /** A variable, a call, or a message: `.a`, `a(b)`, `a.b{c: d}`. */
  #named(): Expression {
    if (this.#isMessage()) return this.#message();
    const dot = this.cursor.takeIf("'.'");
    const name = this.cursor.take();
    const text = `${dot === undefined ? '' : '.'}${name.text}`;
    const reserved = RESERVED.has(name.text) ? `reserved identifier: ${name.text}` : undefined;
    const from = dot?.at ?? name.at;
    if (this.cursor.kind !== "'('") return reserved === undefined ? { kind: 'ident', at: name.at, name: text } : this.#wrong(from, reserved);
    const { at } = this.cursor.take();
    const args = this.#arguments(143, AFTER.last);
    return reserved === undefined ? this.#expanded({ at, name: text, args }) : this.#wrong(from, reserved);
  }
  /** Whether names with dots between them and a brace come. */
  #isMessage(): boolean {
    let ahead = this.cursor.kind === "'.'" ? 1 : 0;
    while (this.cursor.token(ahead).kind === 'IDENTIFIER' && this.cursor.token(ahead + 1).kind === "'.'") ahead += 2;
    return this.cursor.token(ahead).kind === 'IDENTIFIER' && this.cursor.token(ahead + 1).kind === "'{'";
  }
  #message(): Expression {
    let typeName = '';
    while (this.cursor.kind !== "'{'") typeName += this.cursor.take().text;
    const { at } = this.cursor.take();
    this.cursor.sync(177, BEFORE.fields);
    const fields: Field[] = [];
    if (BEFORE.optionalField.kinds.includes(this.cursor.kind))
      this.cursor.rule('fieldInitializerList', AFTER.entries, () => {
        do fields.push(this.#field());
        while (this.#comma(BEFORE.optionalField.kinds));
      });
    this.#close(180, 182, AFTER.entries, "'}'");
    return { kind: 'struct', at, typeName, fields };
  }
  #field(): Field {
    const field = this.cursor.rule('optField', AFTER.key, () => {
      this.cursor.sync(216, BEFORE.optionalField);
      const optional = this.cursor.takeIf("'?'") !== undefined;
      return { optional, name: this.#fieldName(AFTER.last)?.text ?? '' };
    });
    const { at } = this.cursor.expect(203, "':'", BEFORE.expression);
    return { at, name: field?.name ?? '', optional: field?.optional ?? false, value: this.#expression(AFTER.item) };
  }

  #list(): Expression {
    const { at } = this.cursor.take();
    this.cursor.sync(150, BEFORE.elements);
    const elements: Element[] = [];
    if (BEFORE.optionalExpression.kinds.includes(this.cursor.kind))
      this.cursor.rule('listInit', AFTER.elements, () => {
        do elements.push(this.#element(AFTER.item));
        while (this.#comma(BEFORE.optionalExpression.kinds));
      });
    this.#close(153, 155, AFTER.elements, "']'");
    return { kind: 'list', at, elements };
  }
  #map(): Expression {
    const { at } = this.cursor.take();
    this.cursor.sync(158, BEFORE.entries);
    const entries: Entry[] = [];
    if (BEFORE.optionalExpression.kinds.includes(this.cursor.kind))
      this.cursor.rule('mapInitializerList', AFTER.entries, () => {
        do {
          const { value: key, optional } = this.#element(AFTER.key);
          this.cursor.expect(221, "':'", BEFORE.expression);
          entries.push({ key, optional, value: this.#expression(AFTER.item) });
        } while (this.#comma(BEFORE.optionalExpression.kinds));
      });
    this.#close(161, 163, AFTER.entries, "'}'");
    return { kind: 'map', at, entries };
  }
  #element(then: Follow): Element {
    const { at } = this.cursor.token(0);
    const made = this.cursor.rule('optExpr', then, () => {
      this.cursor.sync(238, BEFORE.optionalExpression);
      const optional = this.cursor.takeIf("'?'") !== undefined;
      return { optional, value: this.#expression(AFTER.last) };
    });
    return made ?? { optional: false, value: missing(at) };
  }
  /** Takes a comma if another element comes after it. */
  #comma(next: readonly TokenKind[]): boolean {
    if (this.cursor.kind !== "','" || !next.includes(this.cursor.token(1).kind)) return false;
    this.cursor.take();
    return true;
  }
  /** A comma that may be there, and the bracket. */
  #close(state: number, end: number, then: Follow, bracket: TokenKind): void {
    this.cursor.sync(state, then);
    this.cursor.takeIf("','");
    this.cursor.expect(end, bracket, AFTER.last);
  }

  #literal(): Expression {
    return this.#rule('literal', AFTER.last, () => {
      const { at, kind } = this.cursor.token(0);
      const isNegative = kind === "'-'";
      if (isNegative && !NUMBERS.has(this.cursor.token(1).kind)) this.cursor.noAlternative(249, 1);
      if (isNegative) this.cursor.take();
      try {
        return { kind: 'literal', at, value: literalOf(this.cursor.take(), isNegative) };
      } catch (error) {
        return this.#wrong(at, (error as Error).message);
      }
    });
  }
}

/** One tree of calls of two operands each, no deeper than it has to be. */
function balanced(name: string, terms: readonly Expression[], signs: readonly Token[], low: number, high: number): Expression {
  const [only] = terms;
  if (signs.length === 0) return only ?? missing(0);
  const middle = Math.floor((low + high + 1) / 2);
  const left = middle === low ? terms[middle] : balanced(name, terms, signs, low, middle - 1);
  const right = middle === high ? terms[middle + 1] : balanced(name, terms, signs, middle + 1, high);
  return call(signs[middle]?.at ?? 0, name, left ?? missing(0), right ?? missing(0));
}

/** The tree, or what is wrong with the expression: the words first, then what is refused of the tree. */
export function parse(source: string, macros: Macros): { readonly tree: Expression } | { readonly issues: readonly Issue[] } {
  const size = [...source].length;
  if (size > SIZE_LIMIT) return { issues: [{ at: -1, message: `expression code point size exceeds limit: size: ${size}, limit ${SIZE_LIMIT}` }] };
  const { tokens, unrecognized } = tokensOf(source);
  const cursor = new Cursor(source, tokens, unrecognized);
  const parser = new Parser(cursor, macros);
  const words = unrecognized.map(({ text, at }) => ({ at, message: `Syntax error: token recognition error at: '${text}'` }));
  const found = (): readonly Issue[] => [...words, ...cursor.issues, ...parser.issues];
  try {
    const tree = parser.all();
    const issues = found();
    return issues.length === 0 ? { tree } : { issues };
  } catch (stopped) {
    if (!(stopped instanceof ParserStopped)) throw stopped;
    return { issues: [...found(), ...(stopped.message === '' ? [] : [{ at: -1, message: stopped.message }])] };
  }
}
