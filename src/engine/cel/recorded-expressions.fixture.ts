/** Expressions of a ValidatingAdmissionPolicy and what a real 1.37 made of them (testdata/cel/policies-1.37.json), for tests that name the rule. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { own } from '../golang/map';
import { versionOf } from '../versions';
import { admissionEnvironment } from './admission';
import { compile, mustCompile } from './compile';
import { fromJson } from './values/json';

interface Answer {
  readonly type: string;
  readonly text?: string;
  readonly isNull?: boolean;
  readonly error?: string;
}
interface Recorded {
  readonly object: object;
  readonly answers: Readonly<Record<string, string | Answer>>;
}
const FILE = path.join(__dirname, '..', '..', '..', 'testdata', 'cel', 'policies-1.37.json');
const { object, answers } = JSON.parse(readFileSync(FILE, 'utf8')) as Recorded;
const environment = admissionEnvironment(versionOf('1.37'), 'new', { params: false, authorizer: false });

export interface ExpressionRule {
  readonly rule: string;
  /** Why it does not compile, or its type and what it gives. */
  readonly recorded: string | Answer;
  readonly answered: () => string | Answer;
}

const shown = (expression: string, value: unknown): string =>
  typeof value === 'boolean' ? String(value) : shownText(mustCompile(environment, `'%s'.format([${expression}\n])`).evaluate({ object: fromJson(object) }));
const shownText = (result: object): string => String((result as { readonly value?: unknown }).value);

/** As far as the recording says something. */
function answerTo(expression: string, recorded: string | Answer): string | Answer {
  const compiled = compile(environment, expression);
  if ('message' in compiled) return compiled.message;
  const { typeName: type, evaluate } = compiled.program;
  if (typeof recorded === 'string' || Object.keys(recorded).length === 1) return { type };
  const result = evaluate({ object: fromJson(object) });
  if ('error' in result) return { type, error: result.error };
  return recorded.text === undefined ? { type, isNull: result.value === null } : { type, text: shown(expression, result.value) };
}

/** By expression, the rule that it shows. */
export const expressionRules = (rules: Readonly<Record<string, string>>): readonly ExpressionRule[] =>
  Object.entries(rules).map(([expression, rule]) => {
    const recorded = own(answers, expression);
    if (recorded === undefined) throw new Error(`No expression was recorded as ${expression}.`);
    return { rule, recorded, answered: () => answerTo(expression, recorded) };
  });
