/**
 * The mutations of a MutatingAdmissionPolicy, one after the other: each sees what those before it made of the object.
 * After k8s.io/apiserver/pkg/admission/plugin/policy/mutating/{compilation,dispatcher}.go.
 */
import type { GroupVersionKind, KubeObject } from '../../api/objects';
import type { ServerOptions } from '../../api/options';
import { AdmissionEvaluation, BudgetExceeded, RUNTIME_COST_BUDGET, type AdmissionInputs, type CompiledExpression } from '../../cel/admission';
import type { CelValue } from '../../cel/values/value';
import type { Version } from '../../versions';
import { appliedConfiguration } from './apply-configuration';
import { compiledPolicy, policyEnvironment, type CompiledPolicy } from './compiled-policy';
import { patchedByPolicy } from './json-patch-mutation';
import { MutationFailed } from './mutation-failed';
import { policySpec, type Mutation } from './policy';

interface CompiledMutation {
  readonly isPatch: boolean;
  readonly expression: CompiledExpression;
}
interface CompiledMutations extends CompiledPolicy {
  readonly mutations: readonly CompiledMutation[];
}

const kept = new WeakMap<KubeObject, CompiledMutations>();

export function compiledMutations(policy: KubeObject, version: Version): CompiledMutations {
  const known = kept.get(policy);
  if (known !== undefined) return known;
  const spec = policySpec(policy);
  const compiled = compiledPolicy(spec, version);
  const environment = policyEnvironment(spec, version, { mutations: true });
  const mutationOf = ({ patchType, jsonPatch, applyConfiguration }: Mutation): CompiledMutation => {
    const isPatch = patchType === 'JSONPatch';
    const { expression = '' } = (isPatch ? jsonPatch : applyConfiguration) ?? {};
    return { isPatch, expression: compiled.compiler.compile(expression, [isPatch ? 'list(JSONPatch)' : 'Object'], environment) };
  };
  const made = { ...compiled, mutations: (spec.mutations ?? []).map(mutationOf) };
  kept.set(policy, made);
  return made;
}

/** What the expression of a mutation makes. Throws MutationFailed. */
export function evaluated({ compiler }: CompiledMutations, { expression }: CompiledMutation, inputs: AdmissionInputs): CelValue {
  if (expression.program === undefined) throw new MutationFailed(expression.message);
  try {
    const { value, error } = new AdmissionEvaluation(compiler.variables, inputs).evaluate(expression, RUNTIME_COST_BUDGET);
    if (error !== undefined) throw new MutationFailed(error);
    return value ?? null;
  } catch (error) {
    throw error instanceof BudgetExceeded ? new MutationFailed(error.message) : error;
  }
}

/** `kind`: that of the object; `schemaOf`: the one that the policy is about. Throws MutationFailed; 500. */
export const mutated = (
  { isPatch }: CompiledMutation,
  made: CelValue,
  object: KubeObject,
  { kind, schemaOf }: { readonly kind: GroupVersionKind; readonly schemaOf: GroupVersionKind },
  options: ServerOptions,
): Promise<KubeObject> => (isPatch ? patchedByPolicy(made, object, kind, options.version) : appliedConfiguration(made, object, kind, schemaOf, options));
