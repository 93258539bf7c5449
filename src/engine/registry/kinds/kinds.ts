/** The strategy of each resource, keyed by the group and the name under which its objects are stored. */
import type { GroupResource } from '../../api/objects';
import { rbacStrategies } from './rbac/strategies';
import type { Strategy } from '../generic/strategy';
import { configMaps } from './core/config-map/strategy';
import { certificateSigningRequests, clusterTrustBundles, podCertificateRequests } from './certificates/certificate-signing-request/strategy';
import { cluster } from './cluster';
import { customResourceDefinitions } from './apiextensions/custom-resource-definition/strategy';
import { endpoints } from './core/endpoints/strategy';
import { events } from './core/event/strategy';
import { namespaces } from './core/namespace/strategy';
import { networking } from './networking/strategies';
import { nodes } from './core/node/strategy';
import { pods } from './core/pod/strategy';
import { deviceResources } from './resource/strategies';
import { secrets } from './core/secret/strategy';
import { serviceAccounts } from './core/service-account/strategy';
import { services } from './core/service/strategy';
import { storageResources } from './storage/strategies';
import { persistentVolumes, persistentVolumeClaims } from './core/persistent-volume/strategy';
import { workloads } from './apps/workload-strategy';
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
