/**
 * matchConditions of a webhook or of a policy, in CEL: one that is false leaves the request out; one that fails counts as failurePolicy
 * says, unless another one is false. After k8s.io/apiserver/pkg/admission/plugin/webhook/matchconditions/matcher.go.
 */
import { AdmissionEvaluation, BudgetExceeded, MATCH_CONDITION_COST_BUDGET, type AdmissionInputs, type CompiledExpression } from '../../cel/admission';
import { aggregate } from '../../errors/field-error';

export interface MatchCondition {
  readonly name: string;
  readonly expression: string;
}

/** Holds, does not hold, or why that is not known. */
export type MatchResult = 'matches' | 'left out' | { readonly error: string };

export function matchResult(conditions: readonly CompiledExpression[], inputs: AdmissionInputs, failurePolicy: string | undefined): MatchResult {
  const failed = (error: string): MatchResult => (failurePolicy === 'Ignore' ? 'left out' : { error });
  const evaluation = new AdmissionEvaluation(new Map(), inputs);
  const errors: string[] = [];
  let budget = MATCH_CONDITION_COST_BUDGET;
  let isLeftOut = false;
  try {
    for (const condition of conditions) {
      const { value, error, remainingBudget } = evaluation.evaluate(condition, budget);
      budget = remainingBudget;
      if (error !== undefined) errors.push(error);
      if (value === false) isLeftOut = true;
    }
  } catch (error) {
    if (error instanceof BudgetExceeded) return failed(error.message);
    throw error;
  }
  if (isLeftOut) return 'left out';
  return errors.length === 0 ? 'matches' : failed(aggregate(errors));
}
