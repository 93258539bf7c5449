/** The ABAC policies and questions of the decision benchmark, which the Go program that is measured beside it has too: a line a user. */
import type { Attributes } from '../src/engine/api/attributes';
import { policyOfSpec, type Policy } from '../src/engine/authorization/abac/policy';
import { ask, person } from './questions';

const NAMESPACES = 100;

export const linesOf = (size: number): readonly Policy[] =>
  Array.from({ length: size }, (_, index) => policyOfSpec({ user: `u-${index}`, namespace: `ns-${index % NAMESPACES}`, resource: 'pods', apiGroup: '*' }));

/** By the names that the Go program gives them. The last line is the one that allows. */
export const questionsOf = (size: number): Readonly<Record<string, Attributes>> => ({
  allowed: ask(person(`u-${size - 1}`), 'list', '', 'pods', `ns-${(size - 1) % NAMESPACES}`, ''),
  denied: ask(person('outsider'), 'list', '', 'pods', 'ns-1', ''),
});
