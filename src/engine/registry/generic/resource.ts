/**
 * A resource as the generic verbs see it: what a client calls it, and where and in which version its objects are kept.
 * One kind of object may be served under several versions, and even groups (events), and is stored once.
 */
import type { GroupResource, GroupVersionKind } from '../../api/objects';
import type { Strategy } from './strategy';
import { table } from '../../golang/map';

export interface Stored extends GroupResource {
  readonly kind: GroupVersionKind;
}

export interface ServedResource extends GroupResource {
  readonly version: string;
  readonly kind: GroupVersionKind;
  readonly namespaced: boolean;
  readonly stored: Stored;
}

export interface Resource extends ServedResource {
  readonly strategy: Strategy;
}

/** Where etcd would keep the object; an update that finds another uid names it. */
export function storageKey({ stored, namespaced }: ServedResource, namespace: string, name: string): string {
  const directory = ETCD_DIRECTORIES[stored.resource] ?? stored.resource;
  return `/registry/${directory}/${namespaced ? `${namespace}/` : ''}${name}`;
}

/** Directories of etcd that are not called like their resource: k8s.io/kubernetes/pkg/kubeapiserver/default_storage_factory_builder.go. */
const ETCD_DIRECTORIES = table<string>({
  services: 'services/specs',
  endpoints: 'services/endpoints',
  nodes: 'minions',
  replicationcontrollers: 'controllers',
  ingresses: 'ingress',
  apiservices: 'apiregistration.k8s.io/apiservices',
  customresourcedefinitions: 'apiextensions.k8s.io/customresourcedefinitions',
});
