/**
 * What an API server of the version takes of manifests: each object is sent to one, as kubectl apply sends it, and what the server refuses is
 * found with its place. The roles and bindings that every cluster has are there from the start.
 */
import type { ApiRequest, ReceivedResponse } from '../engine/api/http';
import type { JsonObject, KubeObject } from '../engine/api/objects';
import type { Storage } from '../engine/api/storage';
import { RBAC_GROUP } from '../engine/rbac/objects';
import { Scheme } from '../engine/scheme/scheme';
import type { Version } from '../engine/versions';
import { clientOf, type Client } from '../controllers/client';
import type { Finding } from './finding';
import type { Manifest } from '../manifests/manifest';

const RESOURCES: ReadonlyMap<string, string> = new Map([
  ['Role', 'roles'],
  ['ClusterRole', 'clusterroles'],
  ['RoleBinding', 'rolebindings'],
  ['ClusterRoleBinding', 'clusterrolebindings'],
]);
const CLUSTER_SCOPED: ReadonlySet<string> = new Set(['ClusterRole', 'ClusterRoleBinding']);

export const isRbac = ({ kind = '' }: KubeObject): boolean => RESOURCES.has(kind);
export const isOfCluster = ({ kind = '' }: KubeObject): boolean => CLUSTER_SCOPED.has(kind);

/** An API server of the version, which keeps what it takes. */
export interface RoleServer {
  /** With the roles and bindings that every cluster of the version has. */
  readonly storage: Storage;
  /** Sends as the administrator. */
  readonly send: (request: ApiRequest) => Promise<Pick<ReceivedResponse, 'status' | 'headers' | 'body'>>;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Which objects it takes; and the warnings that come with an answer. */
class Writer {
  readonly #client: Client;
  #warnings: readonly string[] = [];
  readonly #namespaces = new Map<string, Promise<string | undefined>>();

  constructor({ send }: RoleServer) {
    this.#client = clientOf(async (request) => {
      const response = await send(request);
      const warnings = Object.entries(response.headers).find(([key]) => key.toLowerCase() === 'warning')?.[1] ?? [];
      this.#warnings = [warnings].flat().map((text) => text.replace(/^299 - "|"$/g, '').replaceAll('\\"', '"'));
      return response;
    }, {});
  }

  /** As kubectl apply writes it: of several of one name the last counts. */
  async write(object: KubeObject): Promise<{ readonly status: number; readonly body: JsonObject; readonly warnings: readonly string[] }> {
    const { name, namespace: _, ...metadata } = (object.metadata ?? {}) as Partial<KubeObject['metadata']>;
    const namespace = isOfCluster(object) ? undefined : placeOf(object);
    const refused = namespace === undefined ? undefined : await (this.#namespaces.get(namespace) ?? this.#make(namespace));
    if (refused !== undefined) return { status: 422, body: { message: refused }, warnings: [] };
    const resource = RESOURCES.get(object.kind ?? '') ?? '';
    const prefix = `/apis/${textOf(object.apiVersion)}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${resource}`;
    const sent = { ...object, metadata: { ...metadata, ...(name !== undefined && { name }), ...(namespace !== undefined && { namespace }) } };
    const isNamed = typeof name === 'string' && name !== '';
    const query = '?fieldValidation=Strict';
    const { status, body } = await this.#client.request(
      isNamed ? 'PUT' : 'POST',
      isNamed ? `${prefix}/${encodeURIComponent(name)}${query}` : `${prefix}${query}`,
      sent,
    );
    return { status, body, warnings: this.#warnings };
  }

  /** Why there can be no such namespace. */
  #make(name: string): Promise<string | undefined> {
    const made = this.#client
      .request('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
      .then(({ status, body }) => (status === 201 || status === 409 ? undefined : textOf(body['message'])));
    this.#namespaces.set(name, made);
    return made;
  }
}

/** As kubectl does: what is in no namespace is put into `default`. */
export const placeOf = ({ metadata }: KubeObject): string => textOf((metadata as Partial<KubeObject['metadata']> | undefined)?.namespace) || 'default';

/** Versions that do not validate fields drop the unknown ones in silence; what they drop is what later versions refuse. */
function droppedFields(object: KubeObject, version: Version): string {
  const strict = new Scheme({ ...version, has: (gate) => gate === 'fieldValidation' || version.has(gate) });
  const [group = '', apiVersion = ''] = textOf(object.apiVersion).split('/');
  try {
    strict.decode(JSON.stringify(object), 'application/json', { group, version: apiVersion, kind: object.kind ?? '' }, { fieldValidation: 'Strict' });
    return '';
  } catch (error) {
    return /strict decoding error: (.*)$/s.exec((error as Error).message)?.[1] ?? '';
  }
}

const BEFORE_FIELDS = ['unknown field "', ' is invalid: [', ' is invalid: '];

/** The line of the field that a server's message speaks of. */
function lineOf({ lineOf: at }: Manifest, message: string): number {
  const before = BEFORE_FIELDS.find((text) => message.includes(text));
  const rest = before === undefined ? '' : message.slice(message.indexOf(before) + before.length);
  const [field = ''] = /^[\w.[\]]+/.exec(rest) ?? [];
  const steps = field.split(/[.[\]]/).filter((step) => step !== '');
  return at(...steps.map((step) => (/^\d/.test(step) ? Number(step) : step)));
}

/** What is done about the mistakes that are made most: by the words that the server says. */
const REMEDIES: readonly (readonly [said: readonly string[], remedy: string])[] = [
  [['unknown field'], 'Correct the name of the field, or take it out.'],
  [['could not find the requested resource'], `Write apiVersion: ${RBAC_GROUP}/v1.`],
  [['subjects[', '].apiGroup: Unsupported value', 'supported values: ""'], 'Take out apiGroup: a ServiceAccount is of the core group.'],
  [['subjects[', '].apiGroup: '], `Write apiGroup: ${RBAC_GROUP}.`],
  [['subjects[', '].kind: '], 'Write kind: User, Group or ServiceAccount.'],
  [['subjects[', '].namespace: '], 'Name the namespace of the ServiceAccount.'],
  [['roleRef.kind: '], 'Write kind: ClusterRole, or kind: Role in a RoleBinding; capital letters count.'],
  [['roleRef.apiGroup: '], `Write apiGroup: ${RBAC_GROUP}.`],
  [['cannot change roleRef'], 'Give the binding another name, or delete the one that is there first.'],
  [['non-resource URLs'], 'Give paths a rule of their own, in a ClusterRole that a ClusterRoleBinding gives.'],
];
const remedyFor = (message: string): string =>
  REMEDIES.find(([said]) => said.every((text) => message.includes(text)))?.[1] ?? 'Correct the object: the server refuses it as it is.';

function findingOf(manifest: Manifest, status: number, message: string, { name: version }: Version): Finding {
  const { file, line, object } = manifest;
  const { kind, apiVersion } = object;
  const remedy = remedyFor(message);
  if (status === 404) {
    return {
      file,
      line: manifest.lineOf('apiVersion'),
      rule: 'unserved-version',
      message: `Kubernetes ${version} does not serve ${apiVersion} ${kind}`,
      remedy,
    };
  }
  const rule = message.includes('unknown field') ? 'unknown-field' : 'refused-by-server';
  return { file, line: lineOf(manifest, message) || line, rule, message: `Kubernetes ${version} refuses the ${kind}: ${message}`, remedy };
}

export interface Taken {
  readonly findings: readonly Finding[];
  /** The manifests that it took. */
  readonly manifests: readonly Manifest[];
}

export async function takenObjects(manifests: readonly Manifest[], version: Version, to: RoleServer): Promise<Taken> {
  const server = new Writer(to);
  const findings: Finding[] = [];
  const taken: Manifest[] = [];
  for (const manifest of manifests.filter(({ object }) => isRbac(object))) {
    const { status, body, warnings } = await server.write(manifest.object);
    const { file, line } = manifest;
    if (status >= 300) {
      findings.push(findingOf(manifest, status, textOf(body['message']), version));
      continue;
    }
    taken.push(manifest);
    const dropped = version.has('fieldValidation') ? '' : droppedFields(manifest.object, version);
    if (dropped !== '')
      findings.push({
        file,
        line: lineOf(manifest, dropped) || line,
        rule: 'unknown-field',
        message: `Kubernetes ${version.name} takes the ${manifest.object.kind ?? ''} and drops what it does not know: ${dropped}`,
        remedy: remedyFor('unknown field'),
      });
    findings.push(
      ...warnings.map((message): Finding => ({
        file,
        line: manifest.lineOf('apiVersion'),
        rule: 'warned-by-server',
        message,
        remedy: 'Do what the warning says.',
      })),
    );
  }
  return { findings, manifests: taken };
}
