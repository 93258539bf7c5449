/**
 * The grammar of ?labelSelector=: requirements joined by commas: `key`, `!key`, `key=value`, `key!=value`, `key in (a,b)`,
 * `key notin (a,b)`, `key>1`, `key<1`. After k8s.io/apimachinery/pkg/labels/selector.go.
 */
import { errorText } from '../../golang/error-text';
import type { Version } from '../../versions';
import { aggregate, invalidValue, type FieldError } from '../../errors/field-error';
import { compareBytes } from '../../golang/bytes';
import { LongTexts } from '../../golang/long-texts';
import { sorting, sortingBytes } from '../../golang/sorting';
import { Pace, type Turns } from '../../golang/turns';
import { quote } from '../../golang/quote';
import { labelValue, qualifiedName } from '../names';
import { SelectorError } from './selector-error';
import { tokensOf, type Token } from './label-selector-tokens';
import { own } from '../../golang/map';

export { SelectorError } from './selector-error';

export type LabelOperator = 'in' | 'notin' | '=' | '==' | '!=' | 'gt' | 'lt' | 'exists' | '!';

export interface LabelRequirement {
  readonly key: string;
  readonly operator: LabelOperator;
  /** Sorted, without duplicates. */
  readonly values: readonly string[];
}

export type LabelSelector = readonly LabelRequirement[];

const OPERATORS = new Map<string, LabelOperator>([
  ['in', 'in'],
  ['notin', 'notin'],
  ['=', '='],
  ['==', '=='],
  ['!=', '!='],
  ['>', 'gt'],
  ['<', 'lt'],
]);

class Parser {
  #at = 0;
  readonly #pace = new Pace();

  constructor(
    private readonly tokens: readonly Token[],
    readonly version: Version,
  ) {}

  /** `in` and `notin` are operators only after a key; anywhere else they are names like any other. */
  #peek(operators = false): Token {
    const token = this.tokens[this.#at] ?? { kind: 'end', text: '' };
    return !operators && token.kind === 'operator' && /^(not)?in$/.test(token.text) ? { ...token, kind: 'identifier' } : token;
  }
  #next(operators = false): Token {
    const token = this.#peek(operators);
    this.#at += 1;
    return token;
  }

  *parse(): Turns<LabelRequirement[]> {
    const requirements: LabelRequirement[] = [];
    for (;;) {
      if (this.#pace.isOver()) yield;
      const first = this.#peek();
      if (first.kind === 'end') return requirements;
      if (first.kind !== 'identifier' && first.text !== '!') throw new SelectorError(`found '${first.text}', expected: !, identifier, or 'end of string'`);
      requirements.push(yield* this.#requirement());
      const separator = this.#next();
      if (separator.kind === 'end') return requirements;
      if (separator.text !== ',') throw new SelectorError(`found '${separator.text}', expected: ',' or 'end of string'`);
      const following = this.#peek();
      if (following.kind !== 'identifier' && following.text !== '!') throw new SelectorError(`found '${following.text}', expected: identifier after ','`);
    }
  }

  *#requirement(): Turns<LabelRequirement> {
    try {
      return yield* this.#parseRequirement();
    } catch (cause) {
      throw new SelectorError(`unable to parse requirement: ${errorText(cause)}`, { cause });
    }
  }

  *#parseRequirement(): Turns<LabelRequirement> {
    const negated = this.#peek().text === '!';
    if (negated) this.#next();
    const key = this.#next();
    if (key.kind !== 'identifier') throw new SelectorError(`found '${key.text}', expected: identifier`);
    checkKey(key.text, this.version);
    const after = this.#peek();
    if (negated) return { key: key.text, operator: '!', values: [] };
    if (after.kind === 'end' || after.text === ',') return { key: key.text, operator: 'exists', values: [] };
    const operator = this.#operator();
    const values = operator === 'in' || operator === 'notin' ? yield* this.#values() : this.#exactValue();
    const requirement = { key: key.text, operator, values: yield* sortingBytes([...new Set(values)]) };
    yield* checkValues(requirement, this.version);
    return requirement;
  }

  #operator(): LabelOperator {
    const token = this.#next(true);
    const operator = token.kind === 'operator' ? OPERATORS.get(token.text) : undefined;
    if (operator !== undefined) return operator;
    const expected = this.version.has('selectorFieldErrors') ? 'in, notin, =, ==, !=, gt, lt' : "'=', '!=', '==', 'in', notin'";
    throw new SelectorError(`found '${token.text}', expected: ${expected}`);
  }

  #exactValue(): readonly string[] {
    const following = this.#peek();
    if (following.kind === 'end' || following.text === ',') return [''];
    const token = this.#next();
    if (token.kind !== 'identifier') throw new SelectorError(`found '${token.text}', expected: identifier`);
    return [token.text];
  }

  *#values(): Turns<readonly string[]> {
    const open = this.#next();
    if (open.text !== '(') throw new SelectorError(`found '${open.text}' expected: '('`);
    const first = this.#peek();
    if (first.text === ')') {
      this.#next();
      return [''];
    }
    if (first.kind !== 'identifier' && first.text !== ',') throw new SelectorError(`found '${first.text}', expected: ',', ')' or identifier`);
    const values = yield* this.#identifiers();
    if (this.#next().text !== ')') throw new SelectorError(`found '${first.text}', expected: ')'`);
    return values;
  }

  *#identifiers(): Turns<readonly string[]> {
    const values: string[] = [];
    for (;;) {
      if (this.#pace.isOver()) yield;
      const token = this.#next();
      const following = this.#peek();
      if (token.kind === 'identifier') {
        values.push(token.text);
        if (following.text === ')') return values;
        if (following.text !== ',') throw new SelectorError(`found '${following.text}', expected: ',' or ')'`);
      } else if (token.text === ',') {
        if (values.length === 0) values.push('');
        if (following.text === ')' || following.text === ',') values.push('');
        if (following.text === ')') return values;
      } else throw new SelectorError(`found '${token.text}', expected: ',', or identifier`);
    }
  }
}

const printed = (error: FieldError): string => `${error.field}: ${error.body}`;

/** What is wrong with the key of a requirement. */
export function keyProblem(key: string, version: Version): string | undefined {
  const problems = qualifiedName(key, version);
  if (problems.length === 0) return undefined;
  const why = problems.join('; ');
  return version.has('selectorFieldErrors') ? printed(invalidValue('<nil>', key, why)) : `invalid label key ${quote(key)}: ${why}`;
}

const oldValueProblem = (key: string, value: string, why: string): string => `invalid label value: ${quote(value)}: at key: ${quote(key)}: ${why}`;

/** What is wrong with a value that stands alone, outside of a list of values. */
export function valueProblem(key: string, value: string, version: Version): string | undefined {
  const problems = labelValue(value, version);
  if (problems.length === 0) return undefined;
  const why = problems.join('; ');
  return version.has('selectorFieldErrors') ? printed(invalidValue(`[${key}]`, value, why)) : oldValueProblem(key, value, why);
}

function checkKey(key: string, version: Version): void {
  const problem = keyProblem(key, version);
  if (problem !== undefined) throw new SelectorError(problem);
}

function* checkValues({ key, operator, values }: LabelRequirement, version: Version): Turns<void> {
  const integerRule = "for 'Gt', 'Lt' operators, the value must be an integer";
  const notIntegers = operator === 'gt' || operator === 'lt' ? [...values.entries()].filter(([, value]) => !/^[+-]?\d+$/.test(value)) : [];
  const notValues: { readonly at: number; readonly value: string; readonly why: string }[] = [];
  const pace = new Pace();
  for (const [at, value] of values.entries()) {
    const problems = labelValue(value, version);
    if (problems.length > 0) notValues.push({ at, value, why: problems.join('; ') });
    if (pace.isOver()) yield;
  }
  if (!version.has('selectorFieldErrors')) {
    if (notIntegers.length > 0) throw new SelectorError(integerRule);
    const [first] = notValues;
    if (first !== undefined) throw new SelectorError(oldValueProblem(key, first.value, first.why));
    return;
  }
  const errors = [
    ...notIntegers.map(([at, value]) => invalidValue(`values[${at}]`, value, integerRule)),
    ...notValues.map(({ at, value, why }) => invalidValue(`values[${at}][${key}]`, value, why)),
  ];
  if (errors.length > 0) throw new SelectorError(aggregate(errors.map(printed)));
}

function* parsing(selector: string, version: Version): Turns<LabelSelector> {
  const requirements = yield* new Parser(yield* tokensOf(selector), version).parse();
  return yield* sorting(requirements, (a, b) => compareBytes(a.key, b.key));
}

const longTexts = new WeakMap<Version, LongTexts<LabelSelector>>();
function textsOf(version: Version): LongTexts<LabelSelector> {
  const known = longTexts.get(version);
  if (known !== undefined) return known;
  const made = new LongTexts((selector) => parsing(selector, version));
  longTexts.set(version, made);
  return made;
}

/** Sorted by key. Throws SelectorError. */
export const parseLabelSelector = (selector: string, version: Version): LabelSelector => textsOf(version).read(selector);
export const readLabelSelectorAhead = (selector: string, version: Version): Promise<void> => textsOf(version).ahead(selector);

function matchesOne({ key, operator, values }: LabelRequirement, labels: Readonly<Record<string, string>>): boolean {
  const value = own(labels, key);
  switch (operator) {
    case 'exists':
      return value !== undefined;
    case '!':
      return value === undefined;
    case 'in':
    case '=':
    case '==':
      return value !== undefined && values.includes(value);
    case 'notin':
    case '!=':
      return value === undefined || !values.includes(value);
    case 'gt':
    case 'lt': {
      const [bound = ''] = values;
      if (value === undefined || !/^[+-]?\d+$/.test(value)) return false;
      return operator === 'gt' ? BigInt(value) > BigInt(bound) : BigInt(value) < BigInt(bound);
    }
  }
}

export function matchesLabels(selector: LabelSelector, labels: Readonly<Record<string, string>> = {}): boolean {
  return selector.every((requirement) => matchesOne(requirement, labels));
}
