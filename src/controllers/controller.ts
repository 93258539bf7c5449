import type { KubeObject, ObjectMeta } from '../engine/api/objects';
import type { Version } from '../engine/versions';
import type { Client, WatchEvent } from './client';
import type { Clock } from './clock';
import type { Recorder } from './event-recorder';
import type { Informer } from './informer';

/** What a controller works with. */
export interface ControllerContext {
  readonly client: Client;
  readonly version: Version;
  readonly clock: Clock;
  /** Records events in the name of the controller. */
  readonly events: Recorder;
  /** Has the key looked at again after that many milliseconds. */
  readonly again: (key: string, milliseconds: number) => void;
  /** The informer of a path that the controller watches. */
  readonly informer: (path: string) => Informer;
  /** All of them, by path. */
  readonly informers: ReadonlyMap<string, Informer>;
  /** The CA that ServiceAccounts shall trust, PEM: --root-ca-file of kube-controller-manager. */
  readonly rootCa: string;
  /** Signs the token of a token Secret: --service-account-private-key-file. */
  readonly signToken: (secret: { readonly namespace: string; readonly secretName: string; readonly name: string; readonly uid: string }) => Promise<string>;
}

/**
 * Brings the world to what it should be, one key at a time. `watches` says for each collection which keys an event
 * concerns; `reconcile` reads the present state and changes what differs. Running it twice changes nothing more.
 */
export interface Controller {
  /** As --controllers of kube-controller-manager names it since 1.28. */
  readonly name: string;
  /** The name before that, which is still taken. */
  readonly alias: string;
  /** What its events call it, where it makes some. */
  readonly component?: string;
  /** What it calls itself towards the server, where it is a program of its own. */
  readonly userAgent?: string;
  /** Runs only where it is named: `*` does not mean it. */
  readonly onlyIfNamed?: true;
  readonly watches: Readonly<Record<string, (event: WatchEvent, context: ControllerContext) => readonly string[]>>;
  /** Names the keys that an event of any collection concerns, for a controller that watches all that can be listed and deleted. */
  readonly watchesAll?: (path: string, event: WatchEvent, context: ControllerContext) => readonly string[];
  /** What it throws has the key tried again, later each time. */
  reconcile(key: string, context: ControllerContext): Promise<void>;
  /** Keys that wait for something that no watch shows; upstream looks at them again after a while. */
  readonly waiting?: (context: ControllerContext) => readonly string[];
}

/** `[namespace, name]` of `namespace/name`. */
export const splitKey = (key: string): readonly [namespace: string, name: string] => {
  const slash = key.indexOf('/');
  return [key.slice(0, slash), key.slice(slash + 1)];
};

/** The path of an object of a collection, or of a subresource of it. */
export const objectPath = (collection: string, { namespace, name = '' }: ObjectMeta, subresource?: string): string => {
  const at = collection.lastIndexOf('/');
  const within = namespace === undefined ? collection : `${collection.slice(0, at)}/namespaces/${namespace}${collection.slice(at)}`;
  return `${within}/${name}${subresource === undefined ? '' : `/${subresource}`}`;
};

export const isTerminating = (object: KubeObject): boolean => object.metadata.deletionTimestamp !== undefined;

export const NAMESPACES = '/api/v1/namespaces';
export const SERVICE_ACCOUNTS = '/api/v1/serviceaccounts';
export const SECRETS = '/api/v1/secrets';
export const CONFIG_MAPS = '/api/v1/configmaps';
export const PODS = '/api/v1/pods';
export const NODES = '/api/v1/nodes';
export const SERVICES = '/api/v1/services';
export const CLUSTER_ROLES = '/apis/rbac.authorization.k8s.io/v1/clusterroles';
export const VALIDATING_POLICIES = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies';
