/** Expressions of policies and match conditions, as far as they are no CEL at all. */
import { compile } from '../../cel/compile';
import { CelEnvironment } from '../../cel/environment';
import { errorText, isFault } from '../../golang/error-text';
import { invalidValue } from '../../response/field-error';
import type { Errors } from '../validation/checks';

const NAMES = ['object', 'oldObject', 'request', 'params', 'namespaceObject', 'authorizer', 'variables', 'device', 'Object', 'JSONPatch', 'jsonpatch'];
const environment = NAMES.reduce((made, name) => made.variable(name, 'dyn'), new CelEnvironment());

/** Objects that an expression makes are not compiled yet, so nothing is said of such an expression. */
const MAKES_OBJECTS = /\b(?:Object|JSONPatch)\b/;

/** What the grammar does not take, and names that nothing has; types are not looked at here. */
export function expressionErrors(expression: string, at: string): Errors {
  const text = expression.trim();
  if (MAKES_OBJECTS.test(text) && text.includes('{')) return [];
  try {
    compile(environment, text);
    return [];
  } catch (error) {
    if (isFault(error)) throw error;
    const words = errorText(error);
    return /Syntax error:|undeclared reference to/.test(words) ? [invalidValue(at, text, words)] : [];
  }
}
