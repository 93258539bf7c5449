/** What a server says of a token: to a request that has it, and to a review of it. */
import type { Known } from './cases';

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}
export type Send = (method: string, path: string, token: string, body?: unknown) => Promise<Reply>;

const ADMIN = 'admin-token';
const DEFAULT = '/api/v1/namespaces/default';
const bytes = (text: string): string => Buffer.from(text).toString('base64');

const bootstrap = (id: string, more: Readonly<Record<string, string>>): unknown => ({
  metadata: { name: `bootstrap-token-${id}`, namespace: 'kube-system' },
  type: 'bootstrap.kubernetes.io/token',
  data: {
    'token-id': bytes(id),
    'token-secret': bytes('0123456789abcdef'),
    'usage-bootstrap-authentication': bytes('true'),
    ...Object.fromEntries(Object.entries(more).map(([name, text]) => [name, bytes(text)])),
  },
});

interface Created {
  readonly metadata: { readonly uid: string };
}

/** Makes the objects that tokens speak of. */
export async function prepare(send: Send, issuer: string): Promise<Known> {
  const create = async (path: string, body: unknown): Promise<string> => {
    const { status, body: created } = await send('POST', path, ADMIN, body);
    if (status !== 201) throw new Error(`${status} for ${path}: ${JSON.stringify(created)}`);
    return (created as Created).metadata.uid;
  };
  await create('/api/v1/namespaces/kube-system/secrets', bootstrap('abcdef', { 'auth-extra-groups': 'system:bootstrappers:x' }));
  await create('/api/v1/namespaces/kube-system/secrets', bootstrap('expire', { expiration: '2020-01-01T00:00:00Z' }));
  await create('/api/v1/namespaces/kube-system/secrets', bootstrap('nousag', { 'usage-bootstrap-authentication': 'false' }));
  await create('/api/v1/namespaces/kube-system/secrets', bootstrap('groups', { 'auth-extra-groups': 'other' }));
  const pod = {
    metadata: { name: 'pod' },
    spec: { serviceAccountName: 'reader', automountServiceAccountToken: false, containers: [{ name: 'c', image: 'i' }] },
  };
  const accountUid = await create(`${DEFAULT}/serviceaccounts`, { metadata: { name: 'reader' } });
  const otherUid = await create(`${DEFAULT}/serviceaccounts`, { metadata: { name: 'other' } });
  const secretUid = await create(`${DEFAULT}/secrets`, { metadata: { name: 'secret' }, data: {} });
  return { accountUid, otherUid, secretUid, podUid: await create(`${DEFAULT}/pods`, pod), issuer };
}

/** Values that differ from server to server and from run to run give way to their names. */
function normalised(value: unknown, known: Known): unknown {
  let text = JSON.stringify(value) ?? 'null';
  for (const [name, one] of Object.entries(known)) text = text.replaceAll(one as string, `<${name}>`);
  text = text.replaceAll(known.issuer.replace('https://', ''), '<host>');
  const [start = '', ...times] = text.split('current time ');
  return JSON.parse([start, ...times.map((rest) => `<time>${rest.slice(Math.max(rest.indexOf(' before the nbf'), 0))}`)].join('current time ')) as unknown;
}

/** Waits until the server has the keys of the issuer, for which it asks in the background. */
export async function issuerIsKnown(send: Send, token: string, known: Known): Promise<void> {
  for (let left = 300; left > 0; left -= 1) {
    if (!JSON.stringify(await ask(send, token, known)).includes('not initialized')) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the server has not asked the issuer');
}

interface Body {
  readonly message?: string;
  readonly status?: unknown;
}

export async function ask(send: Send, token: string, known: Known): Promise<unknown> {
  const request = await send('GET', `${DEFAULT}/secrets`, token);
  const review = await send('POST', '/apis/authentication.k8s.io/v1/tokenreviews', ADMIN, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenReview',
    spec: { token },
  });
  const said = [request.status, (request.body as Body).message ?? '', (review.body as Body).status];
  return normalised(said, known);
}
