/** Expressions of policies and match conditions, as far as they are no CEL at all. */
import { compile } from '../../../cel/compile';
import { baseEnvironment } from '../../../cel/environment';
import { invalidValue } from '../../../errors/field-error';
import { newestVersion } from '../../../versions';
import type { Errors } from '../../generic/validation/checks';

const NAMES = ['object', 'oldObject', 'request', 'params', 'namespaceObject', 'authorizer', 'variables', 'device'];
const environment = baseEnvironment(newestVersion, 'stored').extend({
  variables: Object.fromEntries(NAMES.map((name) => [name, 'dyn'])),
  hasMutations: true,
});

/** What the grammar does not take, and names that nothing has; types are not looked at here. */
export function expressionErrors(expression: string, at: string): Errors {
  const text = expression.trim();
  const compiled = compile(environment, text);
  const isInvalid = 'issues' in compiled && /Syntax error:|undeclared reference to/.test(compiled.issues);
  return isInvalid ? [invalidValue(at, text, compiled.message)] : [];
}
