/**
 * Proof that the authorizers of a real API server have seen every write so far. They decide by informers, which learn of a write
 * a moment after it was answered; each informer learns of the writes to its resource in their order. So a marker is written
 * to each of these resources, and when the marker has its effect everything that was written before it has its effect too.
 *
 * RBAC has four informers. The marker user gets one rule by a ClusterRoleBinding to a ClusterRole and another by a RoleBinding
 * to a Role; SelfSubjectRulesReview lists both when all four have been seen. Unlike a SubjectAccessReview it asks no
 * webhook. The Node authorizer watches pods, volumes and attachments: the marker pod on a node mounts a claim whose volume
 * names a Secret, which that node may then get.
 *
 * The markers go to etcd and are gone again before anybody else is answered.
 */
import type { ApiResponse } from '../../engine/api/http';
import type { TargetRequest } from '../target';
import type { Etcd } from './etcd';
import { until } from './until';

const MARKER = 'cukernetes-marker';
const NAMESPACE = 'default';
const SEEN_WITHIN = 60_000;
const RBAC = 'rbac.authorization.k8s.io';

type Send = (request: TargetRequest) => Promise<ApiResponse>;
/** Of the object in etcd, below the prefix of the API server. */
type Objects = Readonly<Record<string, object>>;

const metadata = (name: string, namespace?: string): object => ({
  name,
  ...(namespace !== undefined && { namespace }),
  uid: '00000000-0000-4000-8000-000000000000',
  creationTimestamp: '2000-01-01T00:00:00Z',
});

function rbacMarkers(turn: string): Objects {
  const name = `${MARKER}-${turn}`;
  const rules = (verb: string): object => ({ rules: [{ verbs: [verb], apiGroups: [MARKER], resources: [turn] }] });
  const bound = (kind: string): object => ({ subjects: [{ kind: 'User', apiGroup: RBAC, name: MARKER }], roleRef: { apiGroup: RBAC, kind, name } });
  const object = (kind: string, namespace: string | undefined, fields: object): object => ({
    kind,
    apiVersion: `${RBAC}/v1`,
    metadata: metadata(name, namespace),
    ...fields,
  });
  return {
    [`/clusterroles/${name}`]: object('ClusterRole', undefined, rules('everywhere')),
    [`/clusterrolebindings/${name}`]: object('ClusterRoleBinding', undefined, bound('ClusterRole')),
    [`/roles/${NAMESPACE}/${name}`]: object('Role', NAMESPACE, rules('here')),
    [`/rolebindings/${NAMESPACE}/${name}`]: object('RoleBinding', NAMESPACE, bound('Role')),
  };
}

interface RulesReview {
  readonly status?: { readonly resourceRules?: readonly { readonly verbs: readonly string[]; readonly resources?: readonly string[] }[] };
}

/** As a member of system:masters no authorizer but the first judges the marker user's question. */
async function unseenByRbac(send: Send, turn: string): Promise<string | undefined> {
  const { body } = await send({
    as: { kind: 'administrator' },
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
    headers: { 'Impersonate-User': MARKER, 'Impersonate-Group': 'system:masters' },
    body: { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace: NAMESPACE } },
  });
  const rules = (JSON.parse(String(body)) as RulesReview).status?.resourceRules ?? [];
  const verbs = rules.filter(({ resources }) => resources?.includes(turn)).flatMap((rule) => rule.verbs);
  return verbs.includes('everywhere') && verbs.includes('here') ? undefined : 'the RBAC authorizer';
}

function nodeMarkers(turn: string): Objects {
  const name = `${MARKER}-${turn}`;
  const volumes = [{ name: 'v', persistentVolumeClaim: { claimName: name } }];
  return {
    [`/pods/${NAMESPACE}/${name}`]: {
      kind: 'Pod',
      apiVersion: 'v1',
      metadata: metadata(name, NAMESPACE),
      spec: { nodeName: MARKER, containers: [{ name: 'c', image: 'i' }], volumes },
    },
    [`/persistentvolumes/${name}`]: {
      kind: 'PersistentVolume',
      apiVersion: 'v1',
      metadata: metadata(name),
      spec: {
        capacity: { storage: '1' },
        accessModes: ['ReadWriteOnce'],
        claimRef: { namespace: NAMESPACE, name },
        csi: { driver: MARKER, volumeHandle: 'h', nodePublishSecretRef: { name, namespace: NAMESPACE } },
      },
    },
    [`/volumeattachments/${name}`]: {
      kind: 'VolumeAttachment',
      apiVersion: 'storage.k8s.io/v1',
      metadata: metadata(name),
      spec: { attacher: MARKER, nodeName: MARKER, source: { persistentVolumeName: name } },
    },
  };
}

async function unseenByNode(send: Send, turn: string): Promise<string | undefined> {
  const mayGet = async (group: string, resource: string, namespace: string): Promise<boolean> => {
    const { body } = await send({
      as: { kind: 'administrator' },
      method: 'POST',
      path: '/apis/authorization.k8s.io/v1/subjectaccessreviews',
      body: {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SubjectAccessReview',
        spec: {
          user: `system:node:${MARKER}`,
          groups: ['system:nodes'],
          resourceAttributes: { verb: 'get', group, version: 'v1', resource, namespace, name: `${MARKER}-${turn}` },
        },
      },
    });
    return (JSON.parse(String(body)) as { readonly status: { readonly allowed: boolean } }).status.allowed;
  };
  const seen = (await mayGet('', 'secrets', NAMESPACE)) && (await mayGet('storage.k8s.io', 'volumeattachments', ''));
  return seen ? undefined : 'the Node authorizer';
}

export interface MarkedAuthorizers {
  readonly rbac: boolean;
  readonly node: boolean;
}

/** `turn` is in the names of the markers: another one for each call on the same server. */
export async function authorizersHaveSeenAll(etcd: Etcd, prefix: string, turn: string, send: Send, { rbac, node }: MarkedAuthorizers): Promise<void> {
  const markers = Object.entries({ ...(rbac && rbacMarkers(turn)), ...(node && nodeMarkers(turn)) });
  if (markers.length === 0) return;
  const puts = markers.map(([key, object]) => [prefix + key, Buffer.from(JSON.stringify(object)).toString('base64')] as const);
  await etcd.write(new Map(puts), []);
  try {
    await until(
      async () => (rbac ? await unseenByRbac(send, turn) : undefined) ?? (node ? await unseenByNode(send, turn) : undefined),
      SEEN_WITHIN,
      (unseen) => new Error(`Within ${SEEN_WITHIN / 1000} seconds ${unseen} has not seen what was written.`),
    );
  } finally {
    await etcd.write(
      new Map(),
      puts.map(([key]) => key),
    );
  }
}
