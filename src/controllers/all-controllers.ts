/**
 * The controllers of a version, by their names in kube-controller-manager, in the order in which events reach them.
 * Upstream: cmd/kube-controller-manager/app/controllermanager.go and names/controller_names.go
 */
import type { Version } from '../engine/versions';
import { clusterRoleAggregationController } from './cluster-role-aggregation';
import type { Controller } from './controller';
import { endpointSliceMirroringController } from './endpoints/endpoint-slice-mirroring';
import { endpointSliceController } from './endpoints/endpoint-slices';
import { endpointsController } from './endpoints/endpoints';
import { GarbageCollector } from './garbage-collector';
import { namespaceController } from './namespace';
import { nodeLifecycleController } from './nodes/node-lifecycle';
import { podGarbageCollector } from './nodes/pod-garbage-collector';
import { taintEvictionController } from './nodes/taint-eviction';
import { ttlController } from './nodes/ttl';
import { resourceQuotaController } from './resource-quota';
import { rootCaController } from './root-ca';
import { serviceAccountController } from './service-account';
import { tokenController } from './service-account-token';
import { serviceCidrController } from './service-cidr';
import { deploymentController } from './workloads/deployment';
import { daemonSetController } from './workloads/daemon-set';
import { jobController } from './workloads/job';
import { replicaSetController, replicationController } from './workloads/replica-set';
import { claimProtectionController, volumeProtectionController } from './volumes/protection';
import { ttlAfterFinishedController } from './workloads/ttl-after-finished';
import { validatingAdmissionPolicyStatusController } from './validating-admission-policy-status';

export const allControllers = (version: Version): readonly Controller[] => [
  serviceAccountController,
  rootCaController(version),
  tokenController(version),
  clusterRoleAggregationController(version),
  namespaceController(version),
  resourceQuotaController,
  new GarbageCollector(),
  endpointsController(),
  endpointSliceController(version),
  endpointSliceMirroringController(version),
  replicationController,
  replicaSetController,
  deploymentController,
  jobController,
  daemonSetController,
  ...(version.has('finishedJobsGo') ? [ttlAfterFinishedController] : []),
  claimProtectionController,
  volumeProtectionController,
  nodeLifecycleController(version),
  taintEvictionController(version),
  podGarbageCollector(),
  ttlController,
  ...(version.has('serviceIpAddresses') ? [serviceCidrController] : []),
  ...(version.has('policyTypesChecked') ? [validatingAdmissionPolicyStatusController(version)] : []),
];

const namesOf = ({ name, alias }: Controller): readonly string[] => [name, alias];

const isWanted = (controller: Controller, names: readonly string[]): boolean =>
  namesOf(controller).some((name) => names.includes(name)) ||
  (controller.onlyIfNamed !== true && names.includes('*') && !namesOf(controller).some((name) => names.includes(`-${name}`)));

/** Those that `names` means: `*` all, `-name` not that one. */
export const chosenControllers = (version: Version, names: readonly string[]): readonly Controller[] =>
  allControllers(version).filter((controller) => isWanted(controller, names));

/** The names of those that `names` means, as every version of kube-controller-manager takes them. */
export const controllerNames = (version: Version, names: readonly string[]): readonly string[] => chosenControllers(version, names).map(({ alias }) => alias);

/** Those that have a part in access control: they run beside a scenario that does not say which it wants. */
const ACCESS = [
  'serviceaccount',
  'root-ca-cert-publisher',
  'serviceaccount-token',
  'clusterrole-aggregation',
  'namespace',
  'resourcequota',
  'garbagecollector',
  'service-cidr-controller',
  'validatingadmissionpolicy-status-controller',
];

export const accessControllers = (version: Version): readonly string[] => controllerNames(version, ACCESS);

/** Those of every version that are known by name but do nothing here yet, so that a command line for a real one is taken as it is. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  ...['horizontal-pod-autoscaler-controller', 'horizontalpodautoscaling'],
  ...['disruption-controller', 'disruption'],
  ...['statefulset-controller', 'statefulset'],
  ...['cronjob-controller', 'cronjob'],
  ...['certificatesigningrequest-signing-controller', 'csrsigning'],
  ...['certificatesigningrequest-approving-controller', 'csrapproving'],
  ...['certificatesigningrequest-cleaner-controller', 'csrcleaner'],
  ...['bootstrap-signer-controller', 'bootstrapsigner'],
  ...['token-cleaner-controller', 'tokencleaner'],
  ...['node-ipam-controller', 'nodeipam'],
  ...['persistentvolume-binder-controller', 'persistentvolume-binder'],
  ...['persistentvolume-attach-detach-controller', 'attachdetach'],
  ...['persistentvolume-expander-controller', 'persistentvolume-expander'],
  ...['ephemeral-volume-controller', 'ephemeral-volume'],
]);

/** What is wrong with the names of --controllers, in the words of kube-controller-manager; undefined: nothing. */
export function unknownController(names: readonly string[], version: Version): string | undefined {
  const known = allControllers(version);
  const isKnown = (name: string): boolean => name === '*' || WITHOUT_EFFECT.has(name) || known.some((controller) => namesOf(controller).includes(name));
  const unknown = names.map((name) => name.replace(/^-/, '')).find((name) => !isKnown(name));
  return unknown === undefined ? undefined : `"${unknown}" is not in the list of known controllers: ${known.map(({ name }) => name).join(', ')}`;
}
