/**
 * The tokens that TokenRequest makes: good for a time, for some audiences, and as long as the ServiceAccount and the object
 * they are bound to exist. After k8s.io/kubernetes/pkg/serviceaccount/claims.go validator.Validate.
 */
import type { RequestAudit } from '../../api/audit';
import type { Identity } from '../../api/identity';
import type { KubeObject } from '../../api/objects';
import type { Storage } from '../../api/storage';
import type { Version } from '../../versions';
import type { TokenAuthenticator } from '../authenticator';
import { boundClaims } from '../jose/claims';
import { verifiedToken, type ServiceAccountIssuer } from './verified-token';
import { isObject, referenceIn, text, type Claims, type Reference } from './token-claims';
import { accountOf } from './lookup';
import { extraOfWebhook } from './webhook-configuration';
import { groupsOf, userNameOf } from '../../apimachinery/service-account-names';
import { own } from '../../golang/map';

const LEEWAY_SECONDS = 60;
const KEY = 'authentication.kubernetes.io/';

/** Older versions take a missing expiry for one long past, and do not look at the time of issue. */
function checkTime(claims: Claims, now: number, version: Version): void {
  const words = version.has('newTokenErrors');
  const timeOf = (name: string): number | undefined => {
    const value = own(claims, name);
    return typeof value === 'number' ? value : version.has('tokenTimesOptional') ? undefined : 0;
  };
  const [nbf, exp] = [timeOf('nbf'), timeOf('exp')];
  const iat = version.has('tokenTimesOptional') ? timeOf('iat') : undefined;
  if (nbf !== undefined && now + LEEWAY_SECONDS < nbf) throw new Error(words ? 'service account token is not valid yet' : 'Token could not be validated.');
  if (exp !== undefined && now - LEEWAY_SECONDS > exp) throw new Error(words ? 'service account token has expired' : 'Token has expired.');
  if (iat !== undefined && now + LEEWAY_SECONDS < iat)
    throw new Error(words ? 'service account token is issued in the future' : 'Token could not be validated.');
}

/** An object that is being deleted still counts for as long as clocks may differ. */
const isDeleted = ({ metadata }: Pick<KubeObject, 'metadata'>, now: number): boolean =>
  metadata.deletionTimestamp !== undefined && Date.parse(metadata.deletionTimestamp) / 1000 < now - LEEWAY_SECONDS;

function checkAccount(namespace: string, reference: Reference, storage: Storage, now: number, version: Version): void {
  const account = accountOf(storage, namespace, reference.name, version);
  const words = version.has('newTokenErrors');
  const otherUid = (): void => {
    if (account.metadata.uid !== reference.uid)
      throw new Error(`${words ? 'service account' : 'ServiceAccount'} UID (${account.metadata.uid}) does not match claim (${reference.uid})`);
  };
  const deleted = (): void => {
    if (isDeleted(account, now)) throw new Error(`${words ? 'service account' : 'ServiceAccount'} ${namespace}/${reference.name} has been deleted`);
  };
  for (const check of words ? [otherUid, deleted] : [deleted, otherUid]) check();
}

function checkBound(kind: 'Pod' | 'Secret' | 'Node', object: KubeObject | undefined, reference: Reference, now: number, version: Version): void {
  const words = version.has('newTokenErrors');
  const gone = words ? 'service account token has been invalidated' : 'Token has been invalidated';
  if (object === undefined) throw new Error(gone);
  const otherUid = (): void => {
    if (object.metadata.uid === reference.uid) return;
    throw new Error(
      words
        ? `${kind.toLowerCase()} UID (${object.metadata.uid}) does not match service account ${kind.toLowerCase()} ref claim (${reference.uid})`
        : `${kind} UID (${object.metadata.uid}) does not match claim (${reference.uid})`,
    );
  };
  const deleted = (): void => {
    if (isDeleted(object, now)) throw new Error(gone);
  };
  for (const check of words ? [otherUid, deleted] : [deleted, otherUid]) check();
}

/** A token that is bound to a pod may name its node; one that is bound to a node counts as long as the node is there. */
function extraOf(kubernetes: Claims, id: string, version: Version): Identity['extra'] {
  const [pod, node] = [referenceIn(kubernetes, 'pod'), referenceIn(kubernetes, 'node')];
  const host = node !== undefined && (pod === undefined ? version.has('tokensBoundToNodes') : version.has('nodeOfPodInTokens')) ? node : undefined;
  return {
    ...(id !== '' && version.has('tokenIds') && { [`${KEY}credential-id`]: [`JTI=${id}`] }),
    ...(host !== undefined && host.name !== '' && { [`${KEY}node-name`]: [host.name] }),
    ...(host !== undefined && host.name !== '' && host.uid !== '' && { [`${KEY}node-uid`]: [host.uid] }),
    ...(pod !== undefined && pod.name !== '' && pod.uid !== '' && { [`${KEY}pod-name`]: [pod.name], [`${KEY}pod-uid`]: [pod.uid] }),
  };
}

/** A token that is good for longer than was asked for warns once the time that was asked for is over. */
function noteStaleness(claims: Claims, kubernetes: Claims, now: number, audit: RequestAudit): void {
  const warnAfter = kubernetes['warnafter'];
  if (typeof warnAfter !== 'number' || warnAfter === 0 || now <= warnAfter) return;
  const seconds = Math.floor(now) - warnAfter;
  audit.annotate('authentication.k8s.io/stale-token', `subject: ${text(claims['sub'])}, seconds after warning threshold: ${seconds}`);
}

export const serviceAccountToken = (issuer: ServiceAccountIssuer, storage: Storage): TokenAuthenticator => ({
  name: 'service account token',
  authenticateToken(token, credentials) {
    const verified = verifiedToken(token, issuer, boundClaims(issuer.version), credentials);
    if (verified === undefined) return undefined;
    const { claims, audiences } = verified;
    const { version } = issuer;
    const now = Date.now() / 1000;
    checkTime(claims, now, version);
    const kubernetes = isObject(claims['kubernetes.io']) ? claims['kubernetes.io'] : {};
    const namespace = text(kubernetes['namespace']);
    const account = referenceIn(kubernetes, 'serviceaccount') ?? { name: '', uid: '' };
    checkAccount(namespace, account, storage, now, version);
    const [secret, pod, node] = [referenceIn(kubernetes, 'secret'), referenceIn(kubernetes, 'pod'), referenceIn(kubernetes, 'node')];
    if (secret !== undefined) checkBound('Secret', storage.get({ group: '', resource: 'secrets' }, namespace, secret.name), secret, now, version);
    if (pod !== undefined) checkBound('Pod', storage.get({ group: '', resource: 'pods' }, namespace, pod.name), pod, now, version);
    else if (node !== undefined && version.has('tokensBoundToNodes'))
      checkBound('Node', storage.get({ group: '', resource: 'nodes' }, '', node.name), node, now, version);
    noteStaleness(claims, kubernetes, now, credentials.audit);
    const extra = extraOfWebhook(kubernetes, storage, (metadata) => isDeleted({ metadata }, now), version);
    const user = {
      name: userNameOf({ namespace, name: account.name }),
      uid: account.uid,
      groups: groupsOf(namespace),
      extra: { ...extraOf(kubernetes, text(claims['jti']), version), ...extra },
    };
    return { user, audiences };
  },
});
