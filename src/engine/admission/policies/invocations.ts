/**
 * Which policies a request meets: each with a binding that names it and with each object of parameters of that binding.
 * After k8s.io/apiserver/pkg/admission/plugin/policy/generic/policy_dispatcher.go.
 */
import type { AdmissionAttributes } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import type { Storage } from '../../api/storage';
import type { AdmissionInputs } from '../../cel/admission';
import { notFound } from '../../errors/status-error';
import { compareBytes } from '../../golang/bytes';
import type { CelAuthorizer } from '../matching/cel-authorizer';
import type { Equivalent } from '../matching/equivalents';
import { asKind } from '../matching/versioned';
import { isOfNamespace, NAMESPACES } from '../namespaces';
import type { PluginContext } from '../plugin-context';
import type { Mapping } from '../../registry/generic/rest-mapper';
import { admissionRequest } from '../webhooks/admission-review';
import { checkParamKind, paramsOf } from './params';
import { bindingSpec, matched, policySpec } from './policy';

const GROUP = 'admissionregistration.k8s.io';

export interface BoundPolicy {
  readonly policy: KubeObject;
  readonly bindings: readonly KubeObject[];
}
/** One policy with one binding and one object of parameters, or none. */
export interface Invocation {
  readonly policy: KubeObject;
  readonly binding: KubeObject;
  /** As which resource and kind the policy looks at the request. */
  readonly as: Equivalent;
  readonly param: KubeObject | undefined;
}
/** Why it is not known whether a policy, or one of its bindings, is about a request. */
export interface ConfigurationError {
  readonly policy: KubeObject;
  readonly binding?: KubeObject;
  readonly error: string;
}

export const nameOf = ({ metadata }: KubeObject): string => metadata.name ?? '';

const byName = (objects: readonly KubeObject[]): readonly KubeObject[] => [...objects].sort((a, b) => compareBytes(nameOf(a), nameOf(b)));

/** Those of a kind that have a binding, by name; `kind` as resources name it: validatingadmissionpolicies. */
export function boundPolicies(kind: 'validating' | 'mutating', storage: Storage): readonly BoundPolicy[] {
  const policies = storage.list({ group: GROUP, resource: `${kind}admissionpolicies` });
  if (policies.length === 0) return [];
  const bindings = new Map<string | undefined, KubeObject[]>();
  for (const binding of byName(storage.list({ group: GROUP, resource: `${kind}admissionpolicybindings` }))) {
    const { policyName } = bindingSpec(binding);
    bindings.set(policyName, [...(bindings.get(policyName) ?? []), binding]);
  }
  return byName(policies).flatMap((policy) => {
    const own = bindings.get(policy.metadata.name);
    return own === undefined ? [] : [{ policy, bindings: own }];
  });
}

interface Matched {
  readonly as: Equivalent;
  readonly mapping: Mapping | undefined;
}

/** Undefined where the policy is not about the request. */
function matchedPolicy(policy: KubeObject, attributes: AdmissionAttributes, context: PluginContext): Matched | undefined {
  const { matchConstraints = {}, paramKind } = policySpec(policy);
  const as = matched(matchConstraints, attributes, context);
  return as && { as, mapping: checkParamKind(paramKind, context) };
}

function boundParams(
  policy: KubeObject,
  binding: KubeObject,
  { mapping }: Matched,
  attributes: AdmissionAttributes,
  context: PluginContext,
): readonly (KubeObject | undefined)[] {
  const { matchResources, paramRef } = bindingSpec(binding);
  if (matchResources !== undefined && matched(matchResources, attributes, context) === undefined) return [];
  return paramsOf(policySpec(policy).paramKind, mapping, paramRef, attributes.namespace, context);
}

const orError = <T>(act: () => T): T | Error => {
  try {
    return act();
  } catch (error) {
    return error as Error;
  }
};

/** What fails for itself counts only where the policy does not ignore failures. */
export function* invocationsOf(
  { policy, bindings }: BoundPolicy,
  attributes: AdmissionAttributes,
  context: PluginContext,
): Generator<Invocation | ConfigurationError> {
  const counts = policySpec(policy).failurePolicy !== 'Ignore';
  const found = orError(() => matchedPolicy(policy, attributes, context));
  if (found === undefined) return;
  if (found instanceof Error) {
    if (counts) yield { policy, error: `failed to configure policy: ${found.message}` };
    return;
  }
  for (const binding of bindings) {
    const params = orError(() => boundParams(policy, binding, found, attributes, context));
    if (!(params instanceof Error)) for (const param of params) yield { policy, binding, as: found.as, param };
    else if (counts) yield { policy, binding, error: `failed to configure binding: ${params.message}` };
  }
}

/** The namespace of a request, which is none for a namespace itself. Throws 404. */
export function namespaceObjectOf(attributes: AdmissionAttributes, storage: Storage): KubeObject | undefined {
  if (attributes.namespace === '' || isOfNamespace(attributes)) return undefined;
  const found = storage.get(NAMESPACES, '', attributes.namespace);
  if (found === undefined) throw notFound(NAMESPACES, attributes.namespace);
  return found;
}

/** What the expressions of an invocation see, beside the objects in the kind that the policy is about. */
export function inputsOf(
  { as, param }: Invocation,
  attributes: AdmissionAttributes,
  asked: CelAuthorizer,
  namespaceObject: KubeObject | undefined,
  objects: Pick<AdmissionInputs, 'object' | 'oldObject'>,
): AdmissionInputs {
  return {
    ...objects,
    request: { ...admissionRequest(attributes, as), dryRun: attributes.dryRun, options: attributes.options ?? null },
    namespaceObject: namespaceObject ?? null,
    params: param ?? null,
    authorizer: asked.inputs(attributes),
  };
}

/** What expressions see of one request, made once for each kind as which policies look at it. */
export class RequestInputs {
  readonly #made = new Map<string, AdmissionInputs>();

  constructor(
    private readonly attributes: AdmissionAttributes,
    private readonly asked: CelAuthorizer,
    private readonly context: PluginContext,
  ) {}

  /** Throws 404 where the namespace of the request is missing. */
  of(invocation: Invocation): AdmissionInputs {
    const { group, version, resource } = invocation.as.resource;
    const key = `${group}/${version}/${resource}`;
    const made = this.#made.get(key) ?? this.#make(invocation);
    this.#made.set(key, made);
    return invocation.param === undefined ? made : { ...made, params: invocation.param };
  }

  #make({ as, ...rest }: Invocation): AdmissionInputs {
    const { attributes, asked, context } = this;
    const converted = (object: KubeObject | undefined): KubeObject | null => asKind(object, attributes.kind, as.kind, context.options.version) ?? null;
    const objects = { object: converted(attributes.object), oldObject: converted(attributes.oldObject) };
    return inputsOf({ ...rest, as, param: undefined }, attributes, asked, namespaceObjectOf(attributes, context.storage), objects);
  }
}
