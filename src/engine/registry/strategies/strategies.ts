/** The strategy of each resource, keyed by the group and the name under which its objects are stored. */
import type { GroupResource } from '../../api/objects';
import { rbacStrategies } from '../rbac/strategies';
import type { Strategy } from '../strategy';
import { configMaps } from './config-maps';
import { certificateSigningRequests, clusterTrustBundles, podCertificateRequests } from './certificate-signing-requests';
import { cluster } from './cluster';
import { customResourceDefinitions } from './custom-resource-definitions';
import { endpoints } from './endpoints';
import { events } from './events';
import { namespaces } from './namespaces';
import { networking } from './networking';
import { nodes } from './nodes';
import { pods } from './pods';
import { deviceResources } from './resources';
import { secrets } from './secrets';
import { serviceAccounts } from './service-accounts';
import { services } from './services';
import { storageResources } from './storage';
import { persistentVolumes, persistentVolumeClaims } from './volumes';
import { workloads } from './workloads';
import { table } from '../../golang/map';

const inGroup = (group: string, strategies: Readonly<Record<string, Strategy>>): Readonly<Record<string, Strategy>> =>
  Object.fromEntries(Object.entries(strategies).map(([resource, strategy]) => [`${group}/${resource}`, strategy]));

const STRATEGIES = table<Strategy>({
  ...inGroup('', {
    configmaps: configMaps,
    endpoints,
    events,
    namespaces,
    nodes,
    pods,
    secrets,
    serviceaccounts: serviceAccounts,
    services,
    persistentvolumes: persistentVolumes,
    persistentvolumeclaims: persistentVolumeClaims,
  }),
  ...inGroup('rbac.authorization.k8s.io', rbacStrategies),
  ...inGroup('certificates.k8s.io', {
    certificatesigningrequests: certificateSigningRequests,
    podcertificaterequests: podCertificateRequests,
    clustertrustbundles: clusterTrustBundles,
  }),
  ...inGroup('apiextensions.k8s.io', { customresourcedefinitions: customResourceDefinitions }),
  ...cluster,
  ...deviceResources,
  ...networking,
  ...storageResources,
  ...workloads,
});

const NOTHING_PARTICULAR: Strategy = {};

export const strategyOf = ({ group, resource }: GroupResource): Strategy => STRATEGIES[`${group}/${resource}`] ?? NOTHING_PARTICULAR;
