/**
 * PodSecurityPolicy: a pod is held against the policies that its ServiceAccount or its creator may use, in the order of their names. The first
 * that allows it as it is is taken; otherwise the first that allows it with what the policy adds to it. An annotation names the policy.
 * An update is held against them without being changed, first against the policy of the annotation. Where no policy is, no pod is made.
 * Upstream: plugin/pkg/admission/security/podsecuritypolicy/admission.go; removed in 1.25.
 */
import { resourceAttributes } from '../../apimachinery/attributes';
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import type { Identity } from '../../api/identity';
import type { KubeObject } from '../../api/objects';
import { groupsOf, userNameOf } from '../../apimachinery/service-account-names';
import { inKeyOrder } from '../../golang/map';
import { changesOnlyGarbageCollectorFields } from '../../registry/kinds/rbac/garbage-collector-fields';
import type { Errors } from '../../registry/generic/validation/checks';
import type { StatusError } from '../../errors/status-error';
import { withMeta } from '../../storage/object-meta';
import { isPod, podSpec } from '../pod';
import type { PluginContext } from '../plugin-context';
import { refused } from '../refusal';
import { withDefaultsOf } from './defaults';
import { isUsable, type Policy } from './policy';
import { validateAgainst } from './validate-pod';

const POLICIES = { group: 'policy', resource: 'podsecuritypolicies' };
/** Policies were of the first group once, and rights on those count still. */
const GROUPS = ['policy', 'extensions'];
const ANNOTATION = 'kubernetes.io/psp';

interface Outcome {
  /** The pod as the policy leaves it. */
  readonly pod?: KubeObject;
  readonly policy?: string;
  /** What is wrong with the pod by the policies that may be used. */
  readonly errors: Errors;
}

const accountOf = (namespace: string, name: string): Identity => ({ name: userNameOf({ namespace, name }), uid: '', groups: groupsOf(namespace), extra: {} });

/** Returns errors as Go prints a list of them. */
const printed = (errors: Errors): string => `[${errors.map(({ field, body }) => `${field}: ${body}`).join(' ')}]`;

export const createPodSecurityPolicy = ({ storage, authorizer }: PluginContext): AdmissionPlugin => {
  const mayUse = async ({ user, namespace }: AdmissionAttributes, pod: KubeObject, policy: string): Promise<boolean> => {
    const account = podSpec(pod).serviceAccountName ?? '';
    for (const asking of [...(account === '' ? [] : [accountOf(namespace, account)]), user])
      for (const apiGroup of GROUPS) {
        const asked = resourceAttributes({ user: asking, verb: 'use', namespace, name: policy, apiGroup, resource: POLICIES.resource });
        if ((await authorizer.authorize(asked)).decision === 'Allow') return true;
      }
    return false;
  };

  const policies = (attributes: AdmissionAttributes, first: string | undefined): readonly Policy[] => {
    const usable = (storage.list(POLICIES) as readonly Policy[]).filter(isUsable);
    if (usable.length === 0) throw refused(attributes, 'PodSecurityPolicy: no providers available to validate pod request');
    return [...usable.filter(({ metadata }) => metadata.name === first), ...usable.filter(({ metadata }) => metadata.name !== first)];
  };

  const outcomeOf = async (attributes: AdmissionAttributes, pod: KubeObject, mayChange: boolean): Promise<Outcome> => {
    const wrong: { readonly name: string; readonly errors: Errors }[] = [];
    let changed: Outcome | undefined;
    for (const policy of policies(attributes, mayChange ? undefined : pod.metadata.annotations?.[ANNOTATION])) {
      const { name = '' } = policy.metadata;
      const completed = withDefaultsOf(policy, pod);
      const errors = validateAgainst(policy, completed);
      if (errors.length > 0) wrong.push({ name, errors });
      if (errors.length > 0 || (completed !== pod && (!mayChange || changed !== undefined))) continue;
      if (!(await mayUse(attributes, pod, name))) continue;
      if (completed === pod) return { pod, policy: name, errors: [] };
      changed = { pod: completed, policy: name, errors: [] };
    }
    if (changed !== undefined) return changed;
    const usable: Errors[] = [];
    for (const { name, errors } of wrong) if (await mayUse(attributes, pod, name)) usable.push(errors);
    return { errors: usable.flat() };
  };

  const refusal = (attributes: AdmissionAttributes, what: 'admit' | 'validate', { errors }: Outcome): StatusError =>
    refused(attributes, `PodSecurityPolicy: unable to ${what} pod: ${printed(errors)}`);

  return {
    name: 'PodSecurityPolicy',
    handles: (operation) => operation === 'CREATE' || operation === 'UPDATE',
    async admit(attributes) {
      const { object, operation } = attributes;
      if (object === undefined || operation !== 'CREATE' || !isPod(attributes)) return object;
      const outcome = await outcomeOf(attributes, object, true);
      if (outcome.pod === undefined) throw refusal(attributes, 'admit', outcome);
      return withMeta(outcome.pod, { annotations: inKeyOrder({ ...outcome.pod.metadata.annotations, [ANNOTATION]: outcome.policy ?? '' }) });
    },
    async validate(attributes) {
      const { object, oldObject } = attributes;
      if (object === undefined || !isPod(attributes)) return;
      if (oldObject !== undefined && changesOnlyGarbageCollectorFields(object, oldObject)) return;
      const outcome = await outcomeOf(attributes, object, false);
      if (outcome.pod === undefined) throw refusal(attributes, 'validate', outcome);
    },
  };
};
