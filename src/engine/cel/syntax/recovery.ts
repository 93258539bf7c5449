/**
 * How the parser that ANTLR makes for cel-go words what does not fit, and how it goes on: a token too many is passed over, a missing
 * one is thought there, anything else ends the rule, whose callers go on at a token that can follow one of them.
 * After antlr4 DefaultErrorStrategy and github.com/google/cel-go/parser/parser.go (recoveryLimitErrorStrategy).
 */
import type { Issue } from './source';
import { TOKEN_NAMES, type Token, type TokenKind, type Unrecognized } from './tokens';

/** The tokens that can come next in a rule; `ends` if the rule can end there, so that what follows the rule counts as well. */
export interface Follow {
  readonly kinds: readonly TokenKind[];
  readonly ends: boolean;
}
export const follow = (ends: boolean, ...kinds: readonly TokenKind[]): Follow => ({ kinds, ends });

/** Ends a rule. */
export class RuleFailure extends Error {
  constructor(
    readonly state: number,
    readonly at: Token,
    message: string,
  ) {
    super(message);
  }
}
/** Ends the parser: more faults than are recovered from, or an expression that is too deep. */
export class ParserStopped extends Error {}

const RECOVERY_LIMIT = 30;
const LOOKAHEAD_LIMIT = 256;
const DEPTH_LIMIT = 250;

const ORDER: ReadonlyMap<TokenKind, number> = new Map(TOKEN_NAMES.map((name, at) => [name, at]));
const order = (kind: TokenKind): number => ORDER.get(kind) ?? 0;

function namesOf(kinds: ReadonlySet<TokenKind>): string {
  const names = [...kinds].sort((left, right) => order(left) - order(right));
  return names.length === 1 ? (names[0] ?? '') : `{${names.join(', ')}}`;
}

/** As ANTLR shows a text. */
const shown = (text: string): string =>
  `'${text
    .replaceAll('\t', String.raw`\t`)
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\r', String.raw`\r`)}'`;

/** A place among the tokens, with the rules that are open there. */
export class Cursor {
  /** What the grammar refuses. */
  readonly issues: Issue[] = [];
  #index = 0;
  readonly #open: Follow[] = [];
  readonly #depths = new Map<string, number>();
  /** Nothing is reported until a token fits again. */
  #recovering = false;
  #recoveries = 0;
  #lastIndex = -1;
  readonly #lastStates = new Set<number>();

  constructor(
    private readonly source: string,
    private readonly tokens: readonly Token[],
    private readonly unrecognized: readonly Unrecognized[],
  ) {}

  get kind(): TokenKind {
    return this.token(0).kind;
  }
  /** The token so many places ahead. */
  token(ahead: number): Token {
    const token = this.tokens[this.#index + ahead] ?? this.tokens.at(-1);
    if (token === undefined) throw new ParserStopped('no tokens');
    return token;
  }

  /** Runs a rule; what fails in it is reported, and the tokens that cannot follow are passed over. */
  rule<T>(name: string, then: Follow, run: () => T): T | undefined {
    const depth = (this.#depths.get(name) ?? 0) + 1;
    if (depth > DEPTH_LIMIT) throw new ParserStopped(`expression recursion limit exceeded: ${DEPTH_LIMIT}`);
    this.#depths.set(name, depth);
    this.#open.push(then);
    try {
      return run();
    } catch (failure) {
      if (!(failure instanceof RuleFailure)) throw failure;
      this.#report(failure.at, failure.message);
      this.#recover(failure.state);
      return undefined;
    } finally {
      this.#open.pop();
      this.#depths.set(name, depth - 1);
    }
  }

  take(): Token {
    const token = this.token(0);
    this.#fits();
    this.#index += 1;
    return token;
  }
  takeIf(kind: TokenKind): Token | undefined {
    return this.kind === kind ? this.take() : undefined;
  }
  /** Takes a token that has to be there; `then` is what can come after it in the rule. */
  expect(state: number, kind: TokenKind, then: Follow): Token {
    if (this.kind === kind) return this.take();
    this.#countRecovery();
    const expected = follow(false, kind);
    if (this.#isExtraneous(expected)) return this.take();
    if (this.#expected(then).has(this.kind)) {
      this.#report(this.token(0), `missing ${namesOf(this.#expected(expected))} at ${shown(this.token(0).text)}`);
      return { kind, text: `<missing ${kind}>`, at: this.token(0).at };
    }
    return this.mismatch(state, expected);
  }
  /** Looks whether one of these tokens comes: before a choice, and before something that may be left out. */
  sync(state: number, then: Follow): void {
    if (this.#recovering || then.ends || then.kinds.includes(this.kind) || this.#isExtraneous(then)) return;
    this.mismatch(state, then);
  }
  /** The same before what is repeated: what does not fit is reported, and passed over up to something that can follow. */
  syncLoop(then: Follow): void {
    if (this.#recovering || then.kinds.includes(this.kind)) return;
    this.#report(this.token(0), `extraneous input ${shown(this.token(0).text)} expecting ${namesOf(this.#expected(then))}`);
    this.#passTo(new Set([...this.#expected(then), ...this.#following()]));
  }
  mismatch(state: number, then: Follow): never {
    throw new RuleFailure(state, this.token(0), `mismatched input ${shown(this.token(0).text)} expecting ${namesOf(this.#expected(then))}`);
  }
  /** No way to go on fits the tokens from this one up to the one so many places ahead. */
  noAlternative(state: number, ahead: number): never {
    const [first, last] = [this.token(0), this.token(ahead)];
    const text = first.kind === '<EOF>' ? '<EOF>' : this.#textBetween(first, last);
    // cel-go words it otherwise if a literal stands for a name.
    const [, word] = /^.(true|false|null)$/.exec(text) ?? [];
    throw new RuleFailure(
      state,
      last,
      word === undefined ? `no viable alternative at input ${shown(text)}` : `mismatched input '${word}' expecting IDENTIFIER`,
    );
  }

  /** What is written from one token to the end of another, without what is not a token. */
  #textBetween(first: Token, last: Token): string {
    const end = last.kind === '<EOF>' ? this.source.length : last.at + last.text.length;
    let text = '';
    let from = first.at;
    for (const part of this.unrecognized) {
      if (part.at < first.at || part.at >= end) continue;
      text += this.source.slice(from, part.at);
      from = part.at + part.text.length;
    }
    return text + this.source.slice(from, end);
  }

  #report({ at }: Token, message: string): void {
    if (this.#recovering) return;
    this.#recovering = true;
    this.issues.push({ at, message: `Syntax error: ${message}` });
  }
  #fits(): void {
    this.#recovering = false;
    this.#lastIndex = -1;
    this.#lastStates.clear();
  }
  /** Passes over a token if the next one fits. */
  #isExtraneous(then: Follow): boolean {
    const expected = this.#expected(then);
    if (!expected.has(this.token(1).kind)) return false;
    this.#report(this.token(0), `extraneous input ${shown(this.token(0).text)} expecting ${namesOf(expected)}`);
    this.#index += 1;
    this.#fits();
    return true;
  }
  #countRecovery(): void {
    if (this.#recoveries >= RECOVERY_LIMIT) {
      this.issues.push({ at: -1, message: `Syntax error: error recovery attempt limit exceeded: ${RECOVERY_LIMIT}` });
      throw new ParserStopped('');
    }
    this.#recoveries += 1;
  }
  #recover(state: number): void {
    this.#countRecovery();
    // The same place again: one token is given up, so that it comes to an end.
    if (this.#lastIndex === this.#index && this.#lastStates.has(state)) this.#skip();
    this.#lastIndex = this.#index;
    this.#lastStates.add(state);
    this.#passTo(this.#following());
  }
  #skip(): void {
    if (this.kind !== '<EOF>') this.#index += 1;
  }
  #passTo(kinds: ReadonlySet<TokenKind>): void {
    for (let passed = 0; this.kind !== '<EOF>' && !kinds.has(this.kind); passed += 1) {
      if (passed >= LOOKAHEAD_LIMIT) throw new ParserStopped(`error recovery token lookahead limit exceeded: ${LOOKAHEAD_LIMIT}`);
      this.#skip();
    }
  }
  /** The tokens that can come next, those after the open rules included if these can end. */
  #expected({ kinds, ends }: Follow): ReadonlySet<TokenKind> {
    const all = new Set(kinds);
    for (let at = this.#open.length - 1; ends && at >= 0; at -= 1) {
      const outer = this.#open[at];
      outer?.kinds.forEach((kind) => all.add(kind));
      if (outer?.ends !== true) return all;
    }
    return all;
  }
  /** What can follow any of the open rules. */
  #following(): ReadonlySet<TokenKind> {
    return new Set(this.#open.flatMap(({ kinds }) => kinds));
  }
}
