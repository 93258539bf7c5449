/**
 * What bench:http asks, and what has to be there for it. A user whom RBAC lets read and create ConfigMaps of one namespace asks for
 * Secrets (403), for one small ConfigMap (200), for a list of 500, and creates one after the other.
 */
import type { HttpsSender } from '../../src/targets/https-sender';

export interface Case {
  readonly name: string;
  readonly method: string;
  readonly target: string;
  readonly status: number;
  readonly body?: string;
  /** After so many a server in Node has compiled what it compiles while it runs; another one needs a tenth of them. */
  readonly warmUpAnswers: number;
}

export const ADMINISTRATOR = { token: 'admin-token', name: 'admin', groups: 'system:masters' };
export const CLIENT = { token: 'client-token', name: 'client' };
export const LISTED = 500;

const CONFIG_MAPS = '/api/v1/namespaces/listed/configmaps';
const CREATED = '/api/v1/namespaces/created/configmaps';

export const configMap = (metadata: object): object => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { color: 'blue', size: 'small' } });

export const CASES: readonly Case[] = [
  { name: '403', method: 'GET', target: '/api/v1/namespaces/listed/secrets', status: 403, warmUpAnswers: 15_000 },
  { name: 'small 200', method: 'GET', target: `${CONFIG_MAPS}/number-7`, status: 200, warmUpAnswers: 15_000 },
  { name: 'list of 500', method: 'GET', target: CONFIG_MAPS, status: 200, warmUpAnswers: 300 },
  { name: 'create', method: 'POST', target: CREATED, status: 201, body: JSON.stringify(configMap({ generateName: 'made-' })), warmUpAnswers: 2000 },
];

/** As client-go writes it, without compression, which would measure gzip. */
export function requestBytes({ method, target, body = '' }: Case): string {
  const length = body === '' ? '' : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`;
  return (
    `${method} ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: bench\r\n${length}Accept: application/json\r\n` +
    `Authorization: Bearer ${CLIENT.token}\r\n\r\n${body}`
  );
}

const RBAC = { apiGroup: 'rbac.authorization.k8s.io' };
const role = { apiVersion: `${RBAC.apiGroup}/v1`, kind: 'ClusterRole', metadata: { name: 'bench' } };
const rules = [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'create'] }];
const binding = (namespace: string): object => ({
  apiVersion: `${RBAC.apiGroup}/v1`,
  kind: 'RoleBinding',
  metadata: { name: 'bench', namespace },
  roleRef: { ...RBAC, kind: 'ClusterRole', name: 'bench' },
  subjects: [{ ...RBAC, kind: 'User', name: CLIENT.name }],
});

export type Create = (path: string, body: object) => Promise<void>;

/** Creates as the administrator. */
export const creating =
  (sender: HttpsSender): Create =>
  async (path, body) => {
    const request = { as: { kind: 'administrator' }, method: 'POST', path, body } as const;
    const { status, body: answer } = await sender.send(request, { kind: 'token', token: ADMINISTRATOR.token });
    if (status !== 201) throw new Error(`POST ${path} answered ${status}: ${String(answer)}`);
  };

/** Namespaces of whose ConfigMaps the client may do what the cases ask. */
export async function prepareNamespaces(create: Create, names: readonly string[]): Promise<void> {
  const rbac = `/apis/${RBAC.apiGroup}/v1`;
  await create(`${rbac}/clusterroles`, { ...role, rules });
  for (const name of names) {
    await create('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    await create(`${rbac}/namespaces/${name}/rolebindings`, binding(name));
  }
}

/** Everything that the cases ask for. */
export async function prepare(sender: HttpsSender): Promise<void> {
  const create = creating(sender);
  await prepareNamespaces(create, ['listed', 'created']);
  for (let number = 0; number < LISTED; number += 1) await create(CONFIG_MAPS, configMap({ name: `number-${number}` }));
}

/** The answer to the client. */
export const ask = (sender: HttpsSender, { method, target, body }: Case) =>
  sender.send(
    { as: { kind: 'user', name: CLIENT.name }, method, path: target, ...(body !== undefined && { body: JSON.parse(body) as object }) },
    { kind: 'token', token: CLIENT.token },
  );
