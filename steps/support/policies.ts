/** Policies under test: one that no binding names judges nothing, so it is bound to everything that it matches. */
import type { YamlObject } from './yaml-objects';

/** What a binding says beside the name of its policy. */
const BOUND: ReadonlyMap<string, object> = new Map([
  ['ValidatingAdmissionPolicy', { validationActions: ['Deny'] }],
  ['MutatingAdmissionPolicy', {}],
]);

interface Spec {
  readonly policyName?: string;
  readonly paramKind?: object;
}

const specOf = (object: YamlObject): Spec => (object as { readonly spec?: Spec }).spec ?? {};

/** The objects, and a binding by the name of each policy that none of them binds. Throws without a policy, or where its binding has to say more. */
export function boundPolicies(objects: readonly YamlObject[]): readonly YamlObject[] {
  const policies = objects.filter(({ kind }) => BOUND.has(kind));
  if (policies.length === 0) throw new Error(`No ${[...BOUND.keys()].join(' or ')} is here. Other objects have the step: Given the objects:`);
  const isBound = ({ kind, metadata }: YamlObject): boolean =>
    objects.some((object) => object.kind === `${kind}Binding` && specOf(object).policyName === metadata.name);
  const bindings = policies
    .filter((policy) => !isBound(policy))
    .map((policy) => {
      const { apiVersion, kind, metadata } = policy;
      if (specOf(policy).paramKind !== undefined)
        throw new Error(`The policy ${JSON.stringify(metadata.name)} has parameters, and only a ${kind}Binding names them: write it beside the policy.`);
      return { apiVersion, kind: `${kind}Binding`, metadata: { name: metadata.name ?? '' }, spec: { policyName: metadata.name, ...BOUND.get(kind) } };
    });
  return [...objects, ...bindings];
}
