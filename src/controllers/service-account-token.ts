/**
 * Token Secrets of ServiceAccounts. A Secret of type kubernetes.io/service-account-token is filled with a token, the
 * namespace and the CA; one whose account is gone is deleted. In versions with legacy tokens every ServiceAccount also gets
 * such a Secret of its own, named in its `secrets`.
 * Upstream: pkg/controller/serviceaccount/tokens_controller.go
 */
import { randomInt } from 'node:crypto';
import type { KubeObject } from '../engine/api/objects';
import type { Version } from '../engine/versions';
import { isTerminating, NAMESPACES, SECRETS, SERVICE_ACCOUNTS, splitKey, type Controller, type ControllerContext } from './controller';
import { keyOf } from './informer';

const TYPE = 'kubernetes.io/service-account-token';
const ACCOUNT_NAME = 'kubernetes.io/service-account.name';
const ACCOUNT_UID = 'kubernetes.io/service-account.uid';
/** The letters of k8s.io/apimachinery/pkg/util/rand. */
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

const suffix = (): string => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const isToken = (secret: KubeObject): boolean => secret['type'] === TYPE && secret.metadata.annotations?.[ACCOUNT_NAME] !== undefined;
const accountKey = (secret: KubeObject): string => `${secret.metadata.namespace}/${secret.metadata.annotations?.[ACCOUNT_NAME]}`;

interface SecretReference {
  readonly name?: string;
}

/** The data and annotations that a token Secret of this account has; keys that are there are kept. */
async function filled(secret: KubeObject, account: KubeObject, { rootCa, signToken }: ControllerContext): Promise<KubeObject> {
  const { namespace = '', name: secretName = '' } = secret.metadata;
  const { name = '', uid = '' } = account.metadata;
  const data = secret['data'] as Readonly<Record<string, string>> | undefined;
  const token = data?.['token'] ?? base64(await signToken({ namespace, secretName, name, uid }));
  return {
    ...secret,
    metadata: { ...secret.metadata, annotations: { ...secret.metadata.annotations, [ACCOUNT_NAME]: name, [ACCOUNT_UID]: uid } },
    data: { ...data, 'ca.crt': base64(rootCa), namespace: base64(namespace), token },
  };
}

async function fill(secret: KubeObject, account: KubeObject, context: ControllerContext): Promise<void> {
  const wanted = await filled(secret, account, context);
  if (JSON.stringify([wanted.metadata.annotations, wanted['data']]) === JSON.stringify([secret.metadata.annotations, secret['data']])) return;
  await context.client.request('PUT', `${NAMESPACES}/${secret.metadata.namespace}/secrets/${secret.metadata.name}`, {
    ...wanted,
    apiVersion: 'v1',
    kind: 'Secret',
  });
}

/** A new token Secret for the account, and its name in the account. A Secret that finds no place in the account is removed again. */
async function give(account: KubeObject, context: ControllerContext): Promise<void> {
  const { namespace = '', name = '', uid = '' } = account.metadata;
  const secretName = `${name}-token-${suffix()}`;
  const empty: KubeObject = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: secretName, namespace, annotations: { [ACCOUNT_NAME]: name, [ACCOUNT_UID]: uid } },
    type: TYPE,
  };
  const secrets = `${NAMESPACES}/${namespace}/secrets`;
  const created = await context.client.request('POST', secrets, await filled(empty, account, context));
  if (created.status !== 201) return;
  const references = [...((account['secrets'] as readonly SecretReference[] | undefined) ?? []), { name: secretName }];
  const updated = await context.client.request('PUT', `${NAMESPACES}/${namespace}/serviceaccounts/${name}`, {
    ...account,
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    secrets: references,
  });
  if (updated.status !== 200) await context.client.request('DELETE', `${secrets}/${secretName}`);
}

export const tokenController = (version: Version): Controller => ({
  name: 'serviceaccount-token-controller',
  alias: 'serviceaccount-token',
  watches: {
    [SERVICE_ACCOUNTS]: ({ object }) => [keyOf(object)],
    [SECRETS]: ({ object }) => (isToken(object) ? [accountKey(object)] : []),
  },
  async reconcile(key, context) {
    const account = context.informer(SERVICE_ACCOUNTS).get(key);
    const [namespace] = splitKey(key);
    const tokens = context
      .informer(SECRETS)
      .list()
      .filter((secret) => isToken(secret) && accountKey(secret) === key);
    for (const secret of tokens) {
      const uid = secret.metadata.annotations?.[ACCOUNT_UID];
      const orphaned = account === undefined || (uid !== undefined && uid !== '' && uid !== account.metadata.uid);
      if (orphaned) await context.client.request('DELETE', `${NAMESPACES}/${namespace}/secrets/${secret.metadata.name}`);
      else await fill(secret, account, context);
    }
    if (account === undefined || isTerminating(account) || !version.has('legacyServiceAccountTokens')) return;
    const references = (account['secrets'] as readonly SecretReference[] | undefined) ?? [];
    const own = new Set(tokens.map((secret) => secret.metadata.name));
    if (!references.some(({ name }) => own.has(name))) await give(account, context);
  },
});
