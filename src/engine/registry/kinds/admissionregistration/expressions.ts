/**
 * Expressions of policies and match conditions, compiled as the version before would compile them as well, so that it could take
 * over, unless they are stored already.
 * After k8s.io/kubernetes/pkg/apis/admissionregistration/validation/validation.go.
 */
import { admissionEnvironment, ExpressionCompiler, type CompiledExpression, type DeclaredVariables } from '../../../cel/admission';
import { baseEnvironment, type Environment, type EnvironmentMode } from '../../../cel/environment';
import { compile } from '../../../cel/compile';
import { invalidValue, type FieldError } from '../../../errors/field-error';
import { newestVersion, type Version } from '../../../versions';
import type { Errors } from '../../generic/validation/checks';
import type { StoredExpressions } from './stored-expressions';

function complaint({ expression, message, isInternal }: CompiledExpression, at: string): Errors {
  if (message === undefined) return [];
  const internal: FieldError = { reason: 'InternalError', field: at, body: `Internal error: ${message}` };
  return [isInternal === true ? internal : invalidValue(at, expression, message)];
}

/** The expressions of one policy: those that come later see its variables. */
export class PolicyExpressions {
  readonly #compiler: ExpressionCompiler;
  constructor(
    private readonly version: Version,
    private readonly hasParams: boolean,
    hasVariables: boolean,
    private readonly stored: StoredExpressions,
  ) {
    this.#compiler = new ExpressionCompiler(this.#environment('new'), { composed: hasVariables });
  }

  #environment(mode: EnvironmentMode, more: Partial<DeclaredVariables> = {}): Environment {
    return admissionEnvironment(this.version, mode, { params: this.hasParams, authorizer: true, ...more });
  }

  variable(name: string, expression: string, at: string): Errors {
    return complaint(this.#compiler.addVariable(name, expression, this.#environment(this.stored.modeOf('validations', expression))), at);
  }
  validation(expression: string, at: string): Errors {
    return complaint(this.#compiler.compile(expression, ['bool'], this.#environment(this.stored.modeOf('validations', expression))), at);
  }
  /** Nothing is authorized for a message. */
  message(expression: string, at: string): Errors {
    const environment = this.#environment(this.stored.modeOf('messages', expression), { authorizer: false });
    return complaint(this.#compiler.compile(expression, ['string'], environment), at);
  }
  annotation(expression: string, at: string): Errors {
    const environment = this.#environment(this.stored.modeOf('annotations', expression));
    return complaint({ ...this.#compiler.compile(expression.trim(), ['string', 'null_type'], environment), expression }, at);
  }
  mutation(expression: string, type: 'Object' | 'list(JSONPatch)', at: string): Errors {
    const environment = this.#environment(this.stored.modeOf('configurations', expression), { mutations: true });
    return complaint(this.#compiler.compile(expression.trim(), [type], environment), at);
  }
}

/** A match condition of a webhook or a policy, which sees no variables of the policy. */
export function conditionErrors(expression: string, at: string, version: Version, { hasParams, stored }: ConditionsContext): Errors {
  const text = expression.trim();
  const compiler = new ExpressionCompiler(admissionEnvironment(version, stored.modeOf('conditions', text), { params: hasParams, authorizer: true }));
  return complaint(compiler.compile(text, ['bool']), at);
}
export interface ConditionsContext {
  readonly hasParams: boolean;
  readonly stored: StoredExpressions;
}

const devices = baseEnvironment(newestVersion, 'stored').extend({ variables: { device: 'dyn' } });

/** What is wrong with an expression that chooses devices: its syntax, and names that nothing has; types are not looked at here. */
export function deviceExpressionErrors(expression: string, at: string): Errors {
  const text = expression.trim();
  const compiled = compile(devices, text);
  const isInvalid = 'issues' in compiled && /Syntax error:|undeclared reference to/.test(compiled.issues);
  return isInvalid ? [invalidValue(at, text, compiled.message)] : [];
}
