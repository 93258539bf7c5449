/**
 * The expressions of a ValidatingAdmissionPolicy, and what they decide about one request with one object of parameters.
 * After k8s.io/apiserver/pkg/admission/plugin/policy/validating/validator.go.
 */
import type { KubeObject } from '../../api/objects';
import {
  AdmissionEvaluation,
  BudgetExceeded,
  RUNTIME_COST_BUDGET,
  type AdmissionInputs,
  type CompiledExpression,
  type ExpressionCompiler,
} from '../../cel/admission';
import { describeMiss, nearestMisses } from '../../cel/nearest-miss';
import type { Version } from '../../versions';
import { matchResult } from '../matching/match-conditions';
import { compiledPolicy, type CompiledPolicy } from './compiled-policy';
import { policySpec, type Validation } from './policy';

const LONGEST_MESSAGE = 5 * 1024;

export interface Decision {
  readonly isDenied: boolean;
  readonly message: string;
  readonly reason: string;
  /** The expression that was false, and the nearest misses in it; present where they are asked for. */
  readonly why?: readonly string[];
}
export interface Judgement {
  readonly decisions: readonly Decision[];
  readonly annotations: readonly { readonly key: string; readonly value: string }[];
  /** Annotations that failed refuse the request, whatever the actions of the binding are. */
  readonly annotationErrors: readonly string[];
}
const NOTHING: Judgement = { decisions: [], annotations: [], annotationErrors: [] };
const ADMITTED: Decision = { isDenied: false, message: '', reason: '' };

interface Compiled extends CompiledPolicy {
  readonly validations: readonly { readonly given: Validation; readonly expression: CompiledExpression; readonly message: CompiledExpression | undefined }[];
  readonly annotations: readonly { readonly key: string; readonly expression: CompiledExpression }[];
}

const kept = new WeakMap<KubeObject, Compiled>();

function compiledOf(policy: KubeObject, version: Version): Compiled {
  const known = kept.get(policy);
  if (known !== undefined) return known;
  const spec = policySpec(policy);
  const compiled = compiledPolicy(spec, version);
  const { compiler } = compiled;
  const made: Compiled = {
    ...compiled,
    validations: (spec.validations ?? []).map((given) => ({
      given,
      expression: compiler.compile(given.expression, ['bool']),
      message: (given.messageExpression ?? '') === '' ? undefined : compiler.compile(given.messageExpression ?? '', ['string']),
    })),
    annotations: (spec.auditAnnotations ?? []).map(({ key, valueExpression }) => ({
      key,
      expression: compiler.compile(valueExpression, ['string', 'null_type']),
    })),
  };
  kept.set(policy, made);
  return made;
}

/** That of the expression where it gives one line that is not too long, else the one that is written, else the expression. */
function messageOf({ message = '', expression }: Validation, evaluated: unknown): string {
  const given = typeof evaluated === 'string' ? evaluated.trim() : '';
  if (given !== '' && !given.includes('\n') && Buffer.byteLength(given) <= LONGEST_MESSAGE) return given;
  return message.trim() || `failed expression: ${expression.trim()}`;
}

/** The expression, and the parts of it that made it false with the values that they were about. */
function whyFalse({ expression, program }: CompiledExpression, { activation }: AdmissionEvaluation, { variables }: ExpressionCompiler): readonly string[] {
  const misses = program === undefined ? [] : nearestMisses(program, activation, variables);
  return [`false: ${expression.trim()}`, ...misses.map(describeMiss)];
}

/** `isExplained`: whether each decision says why. */
export function judge(policy: KubeObject, inputs: AdmissionInputs, version: Version, isExplained = false): Judgement {
  const { spec, compiler, conditions, validations, annotations } = compiledOf(policy, version);
  const failed = (message: string): Decision => ({ isDenied: spec.failurePolicy !== 'Ignore', message, reason: '' });
  const matching = conditions.length === 0 ? 'matches' : matchResult(conditions, inputs, spec.failurePolicy);
  if (matching === 'left out') return NOTHING;
  if (typeof matching === 'object') return { ...NOTHING, decisions: [failed(matching.error)] };
  const evaluation = new AdmissionEvaluation(compiler.variables, inputs);
  let budget = RUNTIME_COST_BUDGET;
  const evaluate = (expression: CompiledExpression): ReturnType<AdmissionEvaluation['evaluate']> => {
    const result = evaluation.evaluate(expression, budget);
    budget = result.remainingBudget;
    return result;
  };
  try {
    const results = validations.map(({ expression }) => evaluate(expression));
    const decisions = validations.map(({ given, expression, message }, at): Decision => {
      const { value, error } = results[at] ?? {};
      if (error !== undefined) return failed(error);
      if (value === true) return ADMITTED;
      const denied: Decision = { isDenied: true, message: messageOf(given, message && evaluate(message).value), reason: given.reason ?? 'Invalid' };
      return isExplained ? { ...denied, why: whyFalse(expression, evaluation, compiler) } : denied;
    });
    budget = RUNTIME_COST_BUDGET;
    const values = annotations.map(({ key, expression }) => ({ key, ...evaluate(expression) }));
    return {
      decisions,
      annotations: values.flatMap(({ key, value }) => (typeof value === 'string' && value.trim() !== '' ? [{ key, value: value.trim() }] : [])),
      annotationErrors: spec.failurePolicy === 'Ignore' ? [] : values.flatMap(({ error }) => error ?? []),
    };
  } catch (error) {
    if (error instanceof BudgetExceeded) return { ...NOTHING, decisions: [failed(error.message)] };
    throw error;
  }
}
