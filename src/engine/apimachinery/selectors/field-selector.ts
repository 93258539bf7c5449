/**
 * The grammar of ?fieldSelector=: terms joined by commas, each `field=value`, `field==value` or `field!=value`; a backslash
 * escapes `\`, `,` and `=` in values. Terms are kept in sorted order. Which fields exist is for the resource to say.
 * After k8s.io/apimachinery/pkg/fields/selector.go.
 */
import { LongTexts } from '../../golang/long-texts';
import { sortingBytes } from '../../golang/sorting';
import { Pace, type Turns } from '../../golang/turns';
import { SelectorError } from './selector-error';
import { own } from '../../golang/map';

export interface FieldRequirement {
  readonly field: string;
  readonly value: string;
  /** Must have this value, or must have another. */
  readonly equal: boolean;
}
export type FieldSelector = readonly FieldRequirement[];

const OPERATORS = ['!=', '==', '='] as const;

function* termsOf(selector: string): Turns<string[]> {
  const pace = new Pace();
  const terms: string[] = [];
  let start = 0;
  for (let at = 0; at < selector.length; at += 1) {
    if (selector[at] === '\\') at += 1;
    else if (selector[at] === ',') {
      terms.push(selector.slice(start, at));
      start = at + 1;
      if (pace.isOver()) yield;
    }
  }
  return [...terms, selector.slice(start)];
}

function unescaped(value: string): string {
  let text = '';
  for (let at = 0; at < value.length; at += 1) {
    const character = value.charAt(at);
    if (character === ',' || character === '=') throw new SelectorError(`invalid field selector: unescaped character in value: ${character}`);
    if (character !== '\\') {
      text += character;
      continue;
    }
    at += 1;
    const escaped = value.charAt(at);
    if (!['\\', ',', '='].includes(escaped)) throw new SelectorError(`invalid field selector: invalid escape sequence: \\${escaped}`);
    text += escaped;
  }
  return text;
}

function requirementOf(term: string, selector: string): FieldRequirement {
  for (let at = 0; at < term.length; at += 1) {
    const operator = OPERATORS.find((candidate) => term.startsWith(candidate, at));
    if (operator === undefined) continue;
    return { field: term.slice(0, at), value: unescaped(term.slice(at + operator.length)), equal: operator !== '!=' };
  }
  throw new SelectorError(`invalid selector: '${selector}'; can't understand '${term}'`);
}

function* parsing(selector: string): Turns<FieldSelector> {
  const requirements: FieldRequirement[] = [];
  const pace = new Pace();
  for (const term of yield* sortingBytes(yield* termsOf(selector))) {
    const requirement = term === '' ? undefined : requirementOf(term, selector);
    // No field with no value is anything, also with !=.
    if (requirement !== undefined && requirement.field + requirement.value !== '') requirements.push(requirement);
    if (pace.isOver()) yield;
  }
  return requirements;
}

const longTexts = new LongTexts(parsing);

/** Throws SelectorError. */
export const parseFieldSelector = (selector: string): FieldSelector => longTexts.read(selector);
export const readFieldSelectorAhead = (selector: string): Promise<void> => longTexts.ahead(selector);

/** The value that an object must have in `field` to match, if the selector says so. */
export const exactValue = (selector: FieldSelector, field: string): string | undefined =>
  selector.find((requirement) => requirement.field === field && requirement.equal)?.value;

/** A field that is not there is ''. */
export const matchesFields = (selector: FieldSelector, fields: Readonly<Record<string, string>>): boolean =>
  selector.every(({ field, value, equal }) => ((own(fields, field) ?? '') === value) === equal);
