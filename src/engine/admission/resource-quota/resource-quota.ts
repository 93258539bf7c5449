/**
 * ResourceQuota: what a namespace uses stays within each of its quotas. A quota counts once its status says how much is allowed and
 * used, which a controller writes; what a request uses is added to it before the request is carried out.
 * Upstream: k8s.io/apiserver/pkg/admission/plugin/resourcequota
 */
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import { inKeyOrder, own } from '../../golang/map';
import { compareQuantities } from '../../registry/generic/validation/quantities';
import type { Version } from '../../versions';
import type { PluginContext } from '../plugin-context';
import { increase, prettyPrint, only, sum, withoutZeros, type Quantities } from '../quantities';
import { refused } from '../refusal';
import type { Evaluator } from './evaluator';
import { evaluatorOf } from './evaluators';
import { checkLimited, limitedResourcesIn, type LimitedResource } from './limited-resources';
import { counts, scopesOf } from './scopes';

interface QuotaStatus {
  readonly hard?: Quantities;
  readonly used?: Quantities;
}

const QUOTAS = { group: '', resource: 'resourcequotas' };

const statusOf = (quota: KubeObject): QuotaStatus => (quota['status'] ?? {}) as QuotaStatus;
const nameOf = ({ metadata }: KubeObject): string => metadata.name ?? '';

function checkKnown(attributes: AdmissionAttributes & { readonly object: KubeObject }, quota: KubeObject, evaluator: Evaluator, version: Version): void {
  const { hard = {}, used = {} } = statusOf(quota);
  const names = Object.keys(hard).filter(evaluator.measures);
  const missing = evaluator.missing?.(names, attributes.object, version);
  if (missing !== undefined) throw refused(attributes, `failed quota: ${nameOf(quota)}: ${missing}`);
  if (names.some((name) => own(used, name) === undefined))
    throw refused(attributes, `status unknown for quota: ${nameOf(quota)}, resources: ${[...names].sort().join(',')}`);
}

/** What is used with the request; refused where it is more than is allowed. */
function usedWith(attributes: AdmissionAttributes, quota: KubeObject, usage: Quantities): Quantities {
  const { hard = {}, used = {} } = statusOf(quota);
  const requested = only(usage, Object.keys(hard));
  const total = sum(used, requested);
  const exceeded = Object.keys(requested).filter((name) => compareQuantities(own(total, name) ?? '0', own(hard, name) ?? '0') > 0);
  if (exceeded.length === 0) return inKeyOrder(total);
  const figures = [requested, used, hard].map((quantities) => prettyPrint(only(quantities, exceeded)));
  throw refused(attributes, `exceeded quota: ${nameOf(quota)}, requested: ${figures[0]}, used: ${figures[1]}, limited: ${figures[2]}`);
}

/** The quotas that change, with what will be used of them. */
function changes(
  attributes: AdmissionAttributes & { readonly object: KubeObject },
  quotas: readonly KubeObject[],
  evaluator: Evaluator,
  version: Version,
  limited: readonly LimitedResource[],
) {
  const { object, oldObject, operation } = attributes;
  const counting = quotas.filter((quota) => counts(quota, object, evaluator));
  for (const quota of counting) checkKnown(attributes, quota, evaluator, version);
  const usage = evaluator.usage(object);
  const before = operation === 'UPDATE' ? oldObject : undefined;
  const grown = withoutZeros(before === undefined ? usage : increase(usage, evaluator.usage(before)));
  const added = counting
    .map((quota) => ({ quota, used: before !== undefined && counts(quota, before, evaluator) ? grown : withoutZeros(usage) }))
    .filter(({ used }) => Object.keys(used).length > 0);
  if (counting.length > 0 ? added.length === 0 : Object.keys(grown).length === 0) return [];
  const covered = new Set(counting.flatMap((quota) => Object.keys(statusOf(quota).hard ?? {}).filter(evaluator.measures)));
  checkLimited(attributes, limited, { object, usage, evaluator, covered, scopes: quotas.flatMap(scopesOf) });
  return added.map(({ quota, used }) => ({ quota, used: usedWith(attributes, quota, used) }));
}

export const createResourceQuota = ({ options, storage, updateStatus, configuration }: PluginContext): AdmissionPlugin => {
  const limited = limitedResourcesIn(configuration, options.version);
  /** One request after the other of a namespace, so that none counts on what another takes. */
  const latest = new Map<string, Promise<void>>();
  const evaluate = async (attributes: AdmissionAttributes & { readonly object: KubeObject }, evaluator: Evaluator): Promise<void> => {
    for (const { quota, used } of changes(attributes, storage.list(QUOTAS, attributes.namespace), evaluator, options.version, limited)) {
      if (attributes.dryRun || prettyPrint(used) === prettyPrint(statusOf(quota).used ?? {})) continue;
      await updateStatus('/api/v1', 'resourcequotas', { ...quota, status: { ...statusOf(quota), used } });
    }
  };
  return {
    name: 'ResourceQuota',
    handles: (operation) => operation === 'CREATE' || operation === 'UPDATE',
    async validate(attributes) {
      const { namespace, resource, object } = attributes;
      const evaluator = namespace === '' || object === undefined ? undefined : evaluatorOf(resource);
      if (object === undefined || evaluator?.handles(attributes) !== true) return;
      if (limited.length === 0 && storage.list(QUOTAS, namespace).length === 0) return;
      const before = latest.get(namespace) ?? Promise.resolve();
      const evaluated = before.then(() => evaluate({ ...attributes, object }, evaluator));
      const settled = evaluated.catch(() => undefined);
      latest.set(namespace, settled);
      await evaluated.finally(() => {
        if (latest.get(namespace) === settled) latest.delete(namespace);
      });
    },
  };
};
