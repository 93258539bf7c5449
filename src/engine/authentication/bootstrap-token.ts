/**
 * --enable-bootstrap-token-auth: tokens with which a new node joins, <id>.<secret>, each held by a Secret of kube-system. A Secret
 * that is not in order has no opinion: the client learns only that the token is invalid.
 * After k8s.io/kubernetes/plugin/pkg/auth/authenticator/token/bootstrap.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Identity } from '../api/identity';
import type { KubeObject } from '../api/objects';
import type { Storage } from '../api/storage';
import { compareBytes } from '../golang/bytes';
import type { TokenAuthenticator } from './authenticator';
import { own } from '../golang/map';

const TOKEN = /^([a-z0-9]{6})\.([a-z0-9]{16})$/;
const GROUP = /^system:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]$/;
const EVERYBODY = 'system:bootstrappers';
const SECRETS = { group: '', resource: 'secrets' } as const;
const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}([.,]\d+)?(Z|[+-]\d{2}:\d{2})$/;

function sameSecret(held: Buffer, given: string): boolean {
  const bytes = Buffer.from(given);
  return held.length === bytes.length && timingSafeEqual(held, bytes);
}

/** A time that cannot be read has passed. */
const hasPassed = (time: string): boolean => !RFC3339.test(time) || !(Date.parse(time.replace(',', '.')) > Date.now());

function groupsOf(text: string): readonly string[] | undefined {
  const groups = text === '' ? [] : text.split(',');
  if (!groups.every((group) => GROUP.test(group))) return undefined;
  return [...new Set([EVERYBODY, ...groups])].sort(compareBytes);
}

function userOf(secret: KubeObject, id: string, given: string): Identity | undefined {
  const data = (secret['data'] ?? {}) as Readonly<Record<string, string>>;
  const bytesOf = (key: string): Buffer => Buffer.from(own(data, key) ?? '', 'base64');
  const textOf = (key: string): string => bytesOf(key).toString();
  const expiration = textOf('expiration');
  const inOrder =
    secret.metadata.deletionTimestamp === undefined &&
    secret['type'] === 'bootstrap.kubernetes.io/token' &&
    sameSecret(bytesOf('token-secret'), given) &&
    textOf('token-id') === id &&
    (expiration === '' || !hasPassed(expiration)) &&
    textOf('usage-bootstrap-authentication') === 'true';
  const groups = inOrder ? groupsOf(textOf('auth-extra-groups')) : undefined;
  return groups && { name: `system:bootstrap:${id}`, uid: '', groups, extra: {} };
}

export const bootstrapToken = (storage: Storage): TokenAuthenticator => ({
  name: 'bootstrap token',
  authenticateToken(token) {
    const [, id = '', given = ''] = TOKEN.exec(token) ?? [];
    const secret = id === '' ? undefined : storage.get(SECRETS, 'kube-system', `bootstrap-token-${id}`);
    const user = secret && userOf(secret, id, given);
    return user && { user };
  },
});
