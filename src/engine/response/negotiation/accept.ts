/**
 * The clauses of an Accept header, the most wanted first. After github.com/munnerz/goautoneg, including that it sorts with an
 * order that is none (a wildcard of higher quality and a type of lower quality are each before the other).
 */
import { LongTexts } from '../../golang/long-texts';
import { remembered } from '../../golang/remembered';
import { sorting } from '../../golang/sorting';
import { Pace, type Turns } from '../../golang/turns';
import { trim } from '../../golang/trim';

export interface AcceptClause {
  readonly type: string;
  readonly subtype: string;
  readonly quality: number;
  readonly parameters: ReadonlyMap<string, string>;
}

const trimSpaces = (text: string): string => trim(text, ' ');

function clauseOf(part: string): AcceptClause | undefined {
  if (part === '') return undefined;
  const [range = '', ...assignments] = trimSpaces(part).split(';');
  const names = range.split('/').map(trimSpaces);
  const [type = '', subtype = type === '*' && names.length === 1 ? '*' : ''] = names;
  if (names.length > 2 || (names.length === 1 && type !== '*')) return undefined;
  const parameters = new Map<string, string>();
  let quality = 1;
  for (const assignment of assignments) {
    const equals = assignment.indexOf('=');
    if (equals === -1) continue;
    const name = trimSpaces(assignment.slice(0, equals));
    const value = assignment.slice(equals + 1);
    if (name === 'q') quality = /^(?:\d+|\d*\.\d+)$/.test(value) ? Number(value) : 0;
    else parameters.set(name, trimSpaces(value));
  }
  return { type, subtype, quality, parameters };
}

function precedes(a: AcceptClause, b: AcceptClause): boolean {
  return a.quality > b.quality || (a.type !== '*' && b.type === '*') || (a.subtype !== '*' && b.subtype === '*');
}

/** As many as sort.Sort of Go moves one by one. What it makes of more depends on its pivots, where the order is none. */
const MOST_INSERTED = 12;

function inserted(clauses: readonly AcceptClause[]): readonly AcceptClause[] {
  const sorted: AcceptClause[] = [];
  for (const clause of clauses) {
    let at = sorted.length;
    for (let before = sorted[at - 1]; before !== undefined && precedes(clause, before); before = sorted[at - 1]) at -= 1;
    sorted.splice(at, 0, clause);
  }
  return sorted;
}

function* parsing(header: string): Turns<readonly AcceptClause[]> {
  const clauses: AcceptClause[] = [];
  const pace = new Pace();
  for (const part of header.split(',')) {
    const clause = clauseOf(part);
    if (clause !== undefined) clauses.push(clause);
    if (pace.isOver()) yield;
  }
  return clauses.length <= MOST_INSERTED ? inserted(clauses) : yield* sorting(clauses, (a, b) => (precedes(a, b) ? -1 : precedes(b, a) ? 1 : 0));
}

const longTexts = new LongTexts(parsing);

export const parseAccept = remembered((header) => longTexts.read(header));
export const readAcceptAhead = (header: string): Promise<void> => longTexts.ahead(header);
