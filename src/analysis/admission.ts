/**
 * What admission makes of objects that a user creates: each is sent to an API server of the version in this process, on which the manifests
 * that come before are there. Admission is asked only of what is authorized, so a right that the user lacks is presumed: that to create
 * the very kind.
 */
import type { AdmissionNote } from '../engine/api/admission-note';
import { parseGroupVersion, versionPath } from '../engine/apimachinery/group-version';
import { explain } from '../report/explanation';
import { notesOf } from '../report/admission';
import type { Manifest } from '../manifests/manifest';
import { embedded } from '../targets/embedded';
import { openAlone } from '../targets/target-alone';
import type { Requester, Target } from '../targets/target';
import { identityOf } from './question';

interface AdmissionQuestion {
  /** What is there, written by the administrator. */
  readonly there: readonly Manifest[];
  /** What the user creates, one after the other. */
  readonly created: readonly Manifest[];
  readonly user: string;
  readonly groups: readonly string[];
  /** Of objects that name none. */
  readonly namespace: string;
  readonly kubernetesVersion: string;
  /** kube-apiserver's, by their names without dashes. */
  readonly flags: Readonly<Record<string, string>>;
}

export interface AdmittedObject {
  readonly file: string;
  readonly line: number;
  readonly kind: string;
  readonly name: string;
  /** '' of an object of the cluster. */
  readonly namespace: string;
  readonly admitted: boolean;
  /** Of the answer, and its message where it is a refusal. */
  readonly status: number;
  readonly message: string;
  /** Whether the user may not create it by the roles and bindings that are there. */
  readonly presumesAuthorization: boolean;
  readonly admission: readonly AdmissionNote[];
}

const ADMINISTRATOR: Requester = { kind: 'administrator' };
const RBAC = 'rbac.authorization.k8s.io';

/** What comes first is needed by what comes after; what judges the others comes last. */
const ORDER: readonly (readonly string[])[] = [
  ['Namespace'],
  ['CustomResourceDefinition'],
  [],
  ['LimitRange', 'ResourceQuota'],
  [
    'ValidatingAdmissionPolicy',
    'MutatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
    'MutatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
    'MutatingWebhookConfiguration',
  ],
];
const OTHERS = 2;
function turnOf({ object: { kind } }: Manifest): number {
  const turn = ORDER.findIndex((kinds) => kinds.includes(kind));
  return turn === -1 ? OTHERS : turn;
}

const bodyOf = (body: unknown): Readonly<Record<string, unknown>> => JSON.parse(String(body)) as Readonly<Record<string, unknown>>;
const messageIn = (body: unknown): string => {
  const { message } = bodyOf(body);
  return typeof message === 'string' ? message : String(body);
};
const fault = ({ file, line }: Manifest, complaint: string): Error => new Error(`${file}:${line}: ${complaint}`);

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

interface Place {
  readonly group: string;
  readonly resource: string;
  readonly namespace: string;
  /** Of the collection. */
  readonly path: string;
}

class Stage {
  constructor(
    private readonly target: Target,
    private readonly namespace: string,
  ) {}

  /** Throws where the server has no such kind. */
  async placeOf(manifest: Manifest): Promise<Place> {
    const { apiVersion, kind, metadata } = manifest.object;
    const path = versionPath(apiVersion);
    const { status, body } = await this.target.send({ as: ADMINISTRATOR, method: 'GET', path });
    const resources = status === 200 ? (bodyOf(body)['resources'] as readonly Resource[]) : [];
    const found = resources.find((resource) => resource.kind === kind && !resource.name.includes('/'));
    if (found === undefined) throw fault(manifest, `Kubernetes ${this.target.kubernetesVersion} does not serve ${apiVersion} ${kind}`);
    const namespace = found.namespaced ? (metadata.namespace ?? this.namespace) : '';
    const within = namespace === '' ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
    const { group } = parseGroupVersion(apiVersion);
    return { group, resource: found.name, namespace, path: `${path}${within}/${found.name}` };
  }

  /** Writes an object that is presumed; one that is there already, such as the namespace default, is changed. */
  async arrange(manifest: Manifest): Promise<void> {
    const { object } = manifest;
    const { path, namespace } = await this.placeOf(manifest);
    if (namespace !== '') await this.#send('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
    const made = await this.#send('POST', path, object);
    const { status, body } = made.status === 409 ? await this.#send('PATCH', `${path}/${encodeURIComponent(object.metadata.name ?? '')}`, object) : made;
    if (status >= 300) throw fault(manifest, `Kubernetes ${this.target.kubernetesVersion} refuses the ${object.kind}: ${messageIn(body)}`);
  }

  #send(method: string, path: string, body: object): ReturnType<Target['send']> {
    const headers = { 'Content-Type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' };
    return this.target.send({ as: ADMINISTRATOR, method, path, headers, body });
  }

  /** Lets the user create objects of the kind, unless they may. */
  async #presumeRight(as: Requester, { path, group, resource }: Place, user: string): Promise<boolean> {
    const explanation = await explain(this.target, { as, method: 'POST', path });
    if (explanation?.allowed !== false) return false;
    const name = `cukernetes:may-create:${resource}.${group}:${user}`;
    const [apiVersion, metadata] = [`${RBAC}/v1`, { name }];
    const rules = [{ apiGroups: [group], resources: [resource], verbs: ['create'] }];
    await this.#send('POST', `/apis/${RBAC}/v1/clusterroles`, { apiVersion, kind: 'ClusterRole', metadata, rules });
    const roleRef = { apiGroup: RBAC, kind: 'ClusterRole', name };
    const subjects = [{ apiGroup: RBAC, kind: 'User', name: user }];
    await this.#send('POST', `/apis/${RBAC}/v1/clusterrolebindings`, { apiVersion, kind: 'ClusterRoleBinding', metadata, roleRef, subjects });
    return true;
  }

  async create(manifest: Manifest, as: Requester, user: string): Promise<AdmittedObject> {
    const { file, line, object } = manifest;
    const place = await this.placeOf(manifest);
    const presumesAuthorization = await this.#presumeRight(as, place, user);
    const path = `${place.path}?fieldValidation=Strict`;
    const { status, body, admission } = await this.target.send({ as, method: 'POST', path, body: object, explainsAdmission: true });
    const { name, generateName } = object.metadata;
    const admitted = status < 300;
    return {
      ...{ file, line, kind: object.kind, name: name ?? generateName ?? '', namespace: place.namespace },
      ...{ admitted, status, message: admitted ? '' : messageIn(body), presumesAuthorization, admission: notesOf(path, admission) },
    };
  }
}

function requesterOf(user: string, given: readonly string[]): Requester {
  if (user === 'system:anonymous') return { kind: 'anonymous' };
  const groups = identityOf(user, given).groups.filter((group) => group !== 'system:authenticated');
  return { kind: 'user', name: user, groups };
}

export async function explainAdmission({
  there,
  created,
  user,
  groups,
  namespace,
  kubernetesVersion,
  flags,
}: AdmissionQuestion): Promise<readonly AdmittedObject[]> {
  const target = await openAlone(embedded, { kubernetesVersion, flags });
  try {
    const stage = new Stage(target, namespace);
    for (const manifest of [...there].sort((a, b) => turnOf(a) - turnOf(b))) await stage.arrange(manifest);
    const objects: AdmittedObject[] = [];
    for (const manifest of created) objects.push(await stage.create(manifest, requesterOf(user, groups), user));
    return objects;
  } finally {
    await target.close();
  }
}
