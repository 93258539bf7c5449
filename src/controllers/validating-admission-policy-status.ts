/**
 * The status of a ValidatingAdmissionPolicy has warnings about its expressions: they are checked with the types of the kinds that its
 * rules name, without wildcards and subresources, ten at most, and of its parameters.
 * Upstream: pkg/controller/validatingadmissionpolicystatus/controller.go
 */
import { policySpec, type MatchResources } from '../engine/admission/policies/policy';
import { expressionWarnings, type DescribedKind, type ExpressionWarning } from '../engine/admission/policies/type-checking';
import type { GroupVersionKind, KubeObject } from '../engine/api/objects';
import { groupVersionOf, parseGroupVersion, versionPath } from '../engine/apimachinery/group-version';
import type { Schemas } from '../engine/cel/schema-types';
import { compareBytes } from '../engine/golang/bytes';
import type { Version } from '../engine/versions';
import type { Client } from './client';
import { VALIDATING_POLICIES, type Controller } from './controller';
import { kindsOf } from './kinds-of-resources';

const NAME = 'validatingadmissionpolicy-status-controller';
const MANAGER = 'validatingadmissionpolicy-status';
const MOST_KINDS = 10;

const hasWildcard = (names: readonly string[]): boolean => names.some((name) => name.includes('*'));
const sorted = (names: readonly string[] | null | undefined): readonly string[] => [...(names ?? [])].sort(compareBytes);
const keyOf = ({ group, version, kind }: GroupVersionKind): string => [group, version, kind].join('\n');

/** By group, version and kind. Where one rule has as many as are checked, the rules after it do not count. */
async function kindsIn({ resourceRules }: MatchResources, client: Client): Promise<readonly GroupVersionKind[]> {
  const found = new Map<string, GroupVersionKind>();
  for (const rule of resourceRules ?? []) {
    const [groups, versions] = [sorted(rule.apiGroups), sorted(rule.apiVersions)];
    if (hasWildcard(groups) || hasWildcard(versions)) continue;
    const resources = sorted(rule.resources).filter((name) => !/[*/]/.test(name));
    let count = 0;
    for (const named of groups.flatMap((group) => versions.flatMap((version) => resources.map((resource) => ({ group, version, resource }))))) {
      if (count >= MOST_KINDS) break;
      const kinds = (await kindsOf(named, client)).slice(0, MOST_KINDS - count);
      count += kinds.length;
      for (const kind of kinds) found.set(keyOf(kind), kind);
    }
    if (count >= MOST_KINDS) break;
  }
  return [...found.keys()].sort(compareBytes).flatMap((key) => found.get(key) ?? []);
}

/** Undefined where the server has no schema for it. */
async function described(kind: GroupVersionKind, client: Client): Promise<DescribedKind | undefined> {
  const { body } = await client.request('GET', `/openapi/v3${versionPath(groupVersionOf(kind))}`);
  const schemas = (body as { readonly components?: { readonly schemas?: Schemas } }).components?.schemas ?? {};
  const isOf = (known: GroupVersionKind): boolean => keyOf(known) === keyOf(kind);
  const named = Object.entries(schemas).find(([, schema]) => schema['x-kubernetes-group-version-kind']?.some(isOf) === true);
  return named && { kind, schemas, schema: named[0] };
}

async function warningsOf(policy: KubeObject, client: Client, version: Version): Promise<readonly ExpressionWarning[]> {
  const spec = policySpec(policy);
  const { matchConstraints = {}, paramKind } = spec;
  const kinds: DescribedKind[] = [];
  for (const kind of await kindsIn(matchConstraints, client)) {
    const known = await described(kind, client);
    if (known !== undefined) kinds.push(known);
  }
  const params = paramKind && ((await described({ ...parseGroupVersion(paramKind.apiVersion), kind: paramKind.kind }, client)) ?? null);
  return expressionWarnings(spec, kinds, params, version);
}

export const validatingAdmissionPolicyStatusController = (version: Version): Controller => ({
  name: NAME,
  alias: NAME,
  watches: { [VALIDATING_POLICIES]: ({ type, object }) => (type === 'DELETED' ? [] : [object.metadata.name ?? '']) },
  async reconcile(name, { client, informer }) {
    const policy = informer(VALIDATING_POLICIES).get(name);
    if (policy === undefined || isObserved(policy)) return;
    const warnings = await warningsOf(policy, client, version);
    const status = {
      observedGeneration: policy.metadata.generation,
      typeChecking: { ...(warnings.length > 0 && { expressionWarnings: warnings }) },
    };
    const applied = { kind: 'ValidatingAdmissionPolicy', apiVersion: 'admissionregistration.k8s.io/v1', metadata: { name }, status };
    await client.request('PATCH', `${VALIDATING_POLICIES}/${name}/status?fieldManager=${MANAGER}&force=true`, applied, 'application/apply-patch+yaml');
  },
});

/** Reports whether the status is about what the policy says now. */
export function isObserved({ metadata, status }: KubeObject & { readonly status?: unknown }): boolean {
  const { observedGeneration = 0 } = (status ?? {}) as { readonly observedGeneration?: number };
  return (metadata.generation ?? 0) <= observedGeneration;
}
