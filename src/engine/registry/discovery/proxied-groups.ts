/**
 * Groups that APIServices bring, whose versions other servers are to answer. After k8s.io/kube-aggregator/pkg/apiserver
 * handler_apis.go, handler_proxy.go, and SortedByGroupAndVersion of pkg/apis/apiregistration/v1/helper.
 */
import type { Call } from '../../api/registry';
import { PlainTextError } from '../../errors/status-error';
import { apiServiceSpec, madeApiServices } from '../kinds/apiregistration/api-service/availability';
import type { RegistryContext } from '../generic/context';
import { preferred } from '../custom-resources/version-order';
import type { ServedGroup } from './served-group';

interface Entry {
  readonly group: string;
  readonly version: string;
  readonly remote: boolean;
  readonly groupPriority: number;
  readonly versionPriority: number;
}

const entriesOf = (context: RegistryContext): readonly Entry[] =>
  madeApiServices(context).map((object) => {
    const { group = '', version = '', service, groupPriorityMinimum = 0, versionPriority = 0 } = apiServiceSpec(object);
    return { group, version, remote: service !== undefined, groupPriority: groupPriorityMinimum, versionPriority };
  });

const byVersion = (a: Entry, b: Entry): number => b.versionPriority - a.versionPriority || preferred(a.version, b.version);

/** The groups that are not the server's own, in the order of their priorities. */
export function proxiedGroups(context: RegistryContext, own: readonly ServedGroup[]): readonly ServedGroup[] {
  const entries = entriesOf(context).filter(({ group }) => group !== '' && !own.some(({ name }) => name === group));
  const groups = [...new Set(entries.map(({ group }) => group))].map((name) => {
    const versions = entries.filter(({ group }) => group === name).sort(byVersion);
    return { name, versions, priority: Math.max(...versions.map(({ groupPriority }) => groupPriority)) };
  });
  return groups
    .sort((a, b) => b.priority - a.priority || (a.name < b.name ? -1 : 1))
    .map(({ name, versions }) => ({
      name,
      custom: true,
      preferredVersion: versions[0]?.version ?? '',
      versions: versions.map(({ version }) => ({ version, resources: [], isStale: true })),
    }));
}

/** Refuses what a backend would answer, since none is there: 503. */
export function checkBackend({ info }: Call, context: RegistryContext): void {
  const [, prefix, group = '', version] = info.path.split('/');
  if (prefix !== 'apis' || version === undefined || version === '') return;
  const isProxied = entriesOf(context).some((entry) => entry.remote && entry.group === group && entry.version === version);
  if (isProxied) throw new PlainTextError(503, 'service unavailable\n', { 'X-Content-Type-Options': 'nosniff' });
}
