/**
 * Tokens with which kube-apiserver and aggregated servers prove to a webhook of admission who they are: bound to the configuration of the
 * webhook, for its address as the audience, and with the API group of the reviews that they send. The ServiceAccount needs the right to attest that group.
 * After k8s.io/kubernetes/pkg/apis/authentication/validation and pkg/registry/core/serviceaccount/storage/token.go.
 */
import { lenientGroupVersion } from '../../../../apimachinery/group-version';
import { resourceAttributes } from '../../../../apimachinery/attributes';
import { dnsSubdomain } from '../../../../apimachinery/names';
import { groupsOf, userNameOf } from '../../../../apimachinery/service-account-names';
import type { KubeObject } from '../../../../api/objects';
import type { BoundObject } from '../../../../api/tokens';
import { invalidValue, notSupported, type FieldError } from '../../../../errors/field-error';
import { forbiddenStatus } from '../../../../errors/forbidden';
import { badRequest, forbidden } from '../../../../errors/status-error';
import { own } from '../../../../golang/map';
import type { RegistryContext } from '../../../generic/context';

const GROUP = 'admissionregistration.k8s.io';
const GATE = 'APIServerWebhookAuthenticationToken';
const ATTESTED = 'admissionReviewAPIGroups';
/** Groups of every kind: a right that kube-apiserver alone is meant to have. */
const EVERY_GROUP = '*';
export const LONGEST_SECONDS_FOR_WEBHOOKS = 600;

const RESOURCES = {
  ValidatingWebhookConfiguration: 'validatingwebhookconfigurations',
  MutatingWebhookConfiguration: 'mutatingwebhookconfigurations',
} as const;
type Kind = keyof typeof RESOURCES;

export type Attestations = Readonly<Record<string, readonly string[] | null>>;

interface Reference {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly name?: string;
}
interface Asked {
  readonly audiences: readonly string[] | null;
  readonly attestations?: Attestations;
  readonly boundObjectRef: Reference | null;
}
interface Webhook {
  readonly clientConfig?: {
    readonly url?: string;
    readonly service?: { readonly name?: string; readonly namespace?: string; readonly port?: number; readonly path?: string };
  };
  readonly rules?: readonly { readonly apiGroups?: readonly string[] | null }[] | null;
}

/** The kind of configuration that a reference names, if it names one. */
export function webhookKindOf({ kind = '', apiVersion = '' }: Reference): Kind | undefined {
  const { group, version } = lenientGroupVersion(apiVersion);
  return group === GROUP && version === 'v1' && Object.hasOwn(RESOURCES, kind) ? (kind as Kind) : undefined;
}

function groupErrors(value: string, field: string): readonly FieldError[] {
  if (value === '') return [invalidValue(field, value, 'may not be an empty string')];
  if (value === EVERY_GROUP) return [];
  return dnsSubdomain(value).map((why) => invalidValue(field, value, `must specify a valid API Group: ${why}`));
}

function attestationErrors(attestations: Attestations): readonly FieldError[] {
  const all = 'spec.attestations';
  const entries = Object.entries(attestations);
  const [first, ...more] = entries;
  if (first === undefined || more.length > 0)
    return [invalidValue(all, entries.length === 0 ? null : attestations, 'webhook bound requests require exactly one admissionReviewAPIGroups attestation')];
  const [key, values] = first;
  const field = `${all}[${key}]`;
  if (key !== ATTESTED) return [notSupported(field, key, [ATTESTED])];
  const [value, ...others] = values ?? [];
  return value === undefined || others.length > 0 ? [invalidValue(field, values, 'must specify a single value')] : groupErrors(value, `${field}[0]`);
}

/** What is wrong with what a request attests; `alone`: nothing else that is wrong is reported. */
export function errorsOfAttestations({ audiences, attestations = {}, boundObjectRef }: Asked): {
  readonly errors: readonly FieldError[];
  readonly alone?: true;
} {
  if (boundObjectRef !== null && webhookKindOf(boundObjectRef) !== undefined) {
    const several = audiences?.length === 1 ? [] : [invalidValue('spec.audiences', audiences, 'must be length 1 when bound to a webhook config')];
    return { errors: [...several, ...attestationErrors(attestations)] };
  }
  if (Object.keys(attestations).length === 0) return { errors: [] };
  const why = 'attestations may only be specified with a webhook bound object reference';
  return { errors: [invalidValue('spec.attestations', attestations, why)], alone: true };
}

/** A webhook behind a URL is meant by the URL as it stands, one behind a Service by the address of the Service. */
function addressesOf({ clientConfig }: Webhook): readonly (string | undefined)[] {
  const { url, service } = clientConfig ?? {};
  if (service === undefined) return [url];
  const { name = '', namespace = '', port = 443, path = '/' } = service;
  return [url, `https://${name}.${namespace}.svc:${port}${path.startsWith('/') ? '' : '/'}${path}`];
}

const asksAbout = ({ rules }: Webhook, group: string): boolean =>
  (rules ?? []).some(({ apiGroups }) => (apiGroups ?? []).some((named) => named === '*' || named === group));

async function checkRight(account: KubeObject, group: string, { authorizer, options }: RegistryContext): Promise<void> {
  const { namespace = '', name = '', uid = '' } = account.metadata;
  const user = { name: userNameOf({ namespace, name }), uid, groups: groupsOf(namespace), extra: {} };
  const attributes = resourceAttributes({ user, verb: 'attest', apiGroup: 'authentication.k8s.io', resource: ATTESTED, name: group });
  const { decision, reason, error } = await authorizer.authorize(attributes);
  if (decision === 'Allow') return;
  throw forbiddenStatus(attributes, error === undefined ? reason : [error.message, reason].filter((part) => part !== '').join(': '), options.version);
}

/** Throws what keeps the ServiceAccount from such a token. The request is one without errors of its attestations. */
export async function webhookBinding(account: KubeObject, kind: Kind, asked: Asked, context: RegistryContext): Promise<{ readonly boundTo: BoundObject }> {
  const { storage, tokens, options } = context;
  const audiences = asked.audiences ?? [];
  if (!options.version.has('tokensBoundToWebhooks'))
    throw badRequest(`cannot bind token to object of type ${GROUP}/v1, Kind=${kind} (feature gate ${GATE} is disabled)`);
  if (audiences.some((audience) => tokens.audiences.includes(audience))) throw badRequest('api server audiences are invalid for webhook token requests');
  const [group = ''] = own(asked.attestations ?? {}, ATTESTED) ?? [];
  await checkRight(account, group, context);
  const configuration = storage.get({ group: GROUP, resource: RESOURCES[kind] }, '', asked.boundObjectRef?.name ?? '');
  const webhooks = (configuration?.['webhooks'] ?? []) as readonly Webhook[];
  const isMeant = (webhook: Webhook): boolean => asksAbout(webhook, group) && addressesOf(webhook).includes(audiences[0]);
  if (configuration === undefined || (group !== EVERY_GROUP && !webhooks.some(isMeant)))
    throw forbidden({ group: '', resource: 'serviceaccounts/token' }, account.metadata.name ?? '', 'token request denied');
  const { name = '', uid = '' } = configuration.metadata;
  return { boundTo: { kind, name, uid } };
}
