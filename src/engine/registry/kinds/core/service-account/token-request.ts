/**
 * TokenRequest: makes a token for a ServiceAccount. What is checked, and in which order, differs between versions; the answer is
 * the request with what was filled in, and the token.
 * After k8s.io/kubernetes/pkg/registry/core/serviceaccount/storage/token.go.
 */
import type { KubeObject } from '../../../../api/objects';
import type { Call } from '../../../../api/registry';
import { invalidValue, type FieldError } from '../../../../errors/field-error';
import { conflict, invalid, notFound } from '../../../../errors/status-error';
import { withMeta } from '../../../../storage/object-meta';
import type { Version } from '../../../../versions';
import type { RegistryContext } from '../../../generic/context';
import type { Handle } from '../../../generic/kind';
import { selfLinkOf } from '../../../generic/self-link';
import { now } from '../../../generic/system-fields';
import { bindingOf, checkReferredUid, type Binding, type BoundObjectReference } from './bound-object';
import { errorsOfAttestations, LONGEST_SECONDS_FOR_WEBHOOKS, webhookBinding, webhookKindOf, type Attestations } from './webhook-token';
import { receiveObject, type ReceivedObject } from '../../../generic/received-object';

const KIND = { group: 'authentication.k8s.io', version: 'v1', kind: 'TokenRequest' } as const;
const ACCOUNTS = { group: '', resource: 'serviceaccounts' } as const;
const SHORTEST_SECONDS = 600;
const LONGEST_SECONDS = 2 ** 32;
/** The seconds that a pod's token volume asks for. Such a token is really good for a year, so that old clients keep working. */
const VOLUME_SECONDS = 3607;
const EXTENDED_SECONDS = 365 * 24 * 3600;

interface Spec {
  readonly attestations?: Attestations;
  readonly audiences: readonly string[] | null;
  readonly expirationSeconds: number | bigint | null;
  readonly boundObjectRef: BoundObjectReference | null;
}

const specOf = (request: KubeObject): Spec => ({
  audiences: null,
  expirationSeconds: null,
  boundObjectRef: null,
  ...(request['spec'] as Partial<Spec> | undefined),
});
const secondsOf = (request: KubeObject): number => Number(specOf(request).expirationSeconds ?? 0);

function secondsErrors(request: KubeObject): readonly FieldError[] {
  const given = specOf(request).expirationSeconds ?? 0;
  const wrong = (why: string): FieldError => invalidValue('spec.expirationSeconds', given, why);
  return [
    ...(given < SHORTEST_SECONDS ? [wrong('may not specify a duration less than 10 minutes')] : []),
    ...(given > LONGEST_SECONDS ? [wrong('may not specify a duration larger than 2^32 seconds')] : []),
  ];
}

function validateSpec(request: KubeObject, version: Version): void {
  const attested = version.has('attestationsOfTokens') ? errorsOfAttestations(specOf(request)) : { errors: [] };
  const errors = attested.alone === true ? attested.errors : [...secondsErrors(request), ...attested.errors];
  if (errors.length > 0) throw invalid(KIND, '', errors);
}

/** Name and namespace may be left out, but not be those of another account. */
function validateMetadata({ metadata }: KubeObject, { name, namespace }: Call['info']): void {
  const other = (field: 'name' | 'namespace', expected: string): void => {
    const given = metadata[field] ?? '';
    if (given === '' || given === expected) return;
    throw invalid(KIND, name, [invalidValue(`metadata.${field}`, given, `must match the service account ${field} if specified`)]);
  };
  other('name', name);
  other('namespace', namespace);
}

function accountOf({ info }: Call, { storage }: RegistryContext): KubeObject {
  const account = storage.get(ACCOUNTS, info.namespace, info.name);
  if (account === undefined) throw notFound(ACCOUNTS, info.name);
  return account;
}

function validateUid(request: KubeObject, account: KubeObject, { info, warnings }: Call, { options }: RegistryContext): void {
  const [given = '', uid = ''] = [request.metadata.uid, account.metadata.uid];
  if (given === '' || given === uid) return;
  const why = `the UID in the token request (${given}) does not match the UID of the service account (${uid})`;
  if (options.version.has('tokenRequestUid')) throw conflict({ group: KIND.group, resource: KIND.kind }, info.name, why);
  warnings.push(`${why} but TokenRequestServiceAccountUIDValidation is not enabled. In the future, this will return a conflict error`);
}

const withAudiences = (request: KubeObject, { tokens }: RegistryContext): KubeObject => {
  const spec = specOf(request);
  return spec.audiences !== null && spec.audiences.length > 0 ? request : { ...request, spec: { ...spec, audiences: tokens.audiences } };
};

interface Checked {
  readonly request: KubeObject;
  readonly account: KubeObject;
  readonly binding: Binding;
}

async function bindingFor(call: Call, context: RegistryContext, request: KubeObject, account: KubeObject): Promise<Binding> {
  const { storage, options } = context;
  const spec = specOf(request);
  const { boundObjectRef: reference, attestations } = spec;
  if (reference === null) return {};
  const webhookKind = options.version.has('attestationsOfTokens') ? webhookKindOf(reference) : undefined;
  if (webhookKind === undefined) return bindingOf(storage, call.info, reference, options.version);
  const binding = await webhookBinding(account, webhookKind, spec, context);
  checkReferredUid(binding.boundTo, reference);
  return { ...binding, ...(attestations && { attestations }) };
}

/** A token for a webhook is good for ten minutes at most. */
const withSeconds = (request: KubeObject, { attestations }: Binding): KubeObject =>
  attestations === undefined || secondsOf(request) <= LONGEST_SECONDS_FOR_WEBHOOKS
    ? request
    : { ...request, spec: { ...specOf(request), expirationSeconds: LONGEST_SECONDS_FOR_WEBHOOKS } };

async function checked(call: Call, context: RegistryContext, { object, validate }: ReceivedObject): Promise<Checked> {
  validateMetadata(object, call.info);
  const account = accountOf(call, context);
  validateUid(object, account, call, context);
  const { name, namespace, uid } = account.metadata;
  const request = withAudiences(withMeta(object, { name, namespace, uid: object.metadata.uid ?? uid, creationTimestamp: now() }), context);
  validateSpec(request, context.options.version);
  await validate(request);
  const binding = await bindingFor(call, context, request, account);
  return { request: withSeconds(request, binding), account, binding };
}

/** As older versions check: the metadata of the request say nothing. */
async function looselyChecked(call: Call, context: RegistryContext, { object, validate }: ReceivedObject): Promise<Checked> {
  await validate();
  validateSpec(object, context.options.version);
  const account = accountOf(call, context);
  const binding = await bindingFor(call, context, object, account);
  return { request: withAudiences(object, context), account, binding };
}

/** A token is good for no longer than --service-account-max-token-expiration, whatever is asked. */
function shortened(request: KubeObject, { warnings }: Call, { options }: RegistryContext): KubeObject {
  const longest = Math.floor(options.serviceAccounts.maxTokenExpiration / 1000);
  const asked = secondsOf(request);
  if (longest <= 0 || asked <= longest) return request;
  if (options.version.has('shortenedTokensWarned')) warnings.push(`requested expiration of ${asked} seconds shortened to ${longest} seconds`);
  return { ...request, spec: { ...specOf(request), expirationSeconds: longest } };
}

/** Whether the token is that of a pod's volume, for the server itself. */
function isExtended(request: KubeObject, { boundTo }: Binding, { tokens, options }: RegistryContext): boolean {
  if (!options.serviceAccounts.extendTokenExpiration || boundTo?.kind !== 'Pod' || secondsOf(request) !== VOLUME_SECONDS) return false;
  return !options.version.has('extendedTokensForServer') || (specOf(request).audiences ?? []).every((audience) => tokens.audiences.includes(audience));
}

/** The link is that of the account's subresource. */
const linked = (request: KubeObject, account: KubeObject, version: Version): KubeObject =>
  version.has('selfLink') ? withMeta(request, { selfLink: selfLinkOf({ ...ACCOUNTS, version: 'v1', namespaced: true }, account, 'token') }) : request;

const ISSUED_ID = 'authentication.kubernetes.io/issued-credential-id';

/** Returns the id of a token, where tokens of the version have one: by it the events of whom uses the token lead back to this request. */
const idOf = (token: string): string | undefined =>
  (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { readonly jti?: string }).jti;

export const tokenRequest: Handle = async ({ call, context }) => {
  const { tokens, options } = context;
  const received = await receiveObject(call, context, KIND);
  const { request: asked, account, binding } = await (options.version.has('tokenRequestMetadata') ? checked : looselyChecked)(call, context, received);
  const request = shortened(asked, call, context);
  const issuedAt = Math.floor(Date.now() / 1000);
  const seconds = secondsOf(request);
  const extended = isExtended(request, binding, context);
  const token = await tokens.issue({
    namespace: account.metadata.namespace ?? '',
    name: account.metadata.name ?? '',
    uid: account.metadata.uid ?? '',
    audiences: specOf(request).audiences ?? [],
    issuedAt,
    expiresAt: issuedAt + (extended ? EXTENDED_SECONDS : seconds),
    ...(extended && { warnAfter: issuedAt + seconds }),
    ...binding,
  });
  const id = idOf(token);
  if (id !== undefined) call.audit.annotate(ISSUED_ID, `JTI=${id}`);
  const expirationTimestamp = `${new Date((issuedAt + seconds) * 1000).toISOString().slice(0, 19)}Z`;
  return { status: 201, object: { ...linked(request, account, options.version), status: { token, expirationTimestamp } } };
};
