/**
 * Which representation a client gets: the first clause of its Accept header that the endpoint can serve. A clause may ask for
 * another shape of the object (as=Table;g=meta.k8s.io;v=v1), which only endpoints of resources have.
 * After k8s.io/apiserver/pkg/endpoints/handlers/negotiation/negotiate.go.
 */
import { firstHeader } from '../../golang/http-header';
import type { RequestInfo } from '../../api/attributes';
import type { ApiRequest } from '../../api/http';
import { StatusError } from '../../errors/status-error';
import { parseAccept, type AcceptClause } from './accept';

export type Format = 'json' | 'yaml' | 'protobuf';

/** Another shape of an object, in meta.k8s.io. */
export interface Conversion {
  readonly kind: 'Table' | 'PartialObjectMetadata' | 'PartialObjectMetadataList' | 'APIGroupDiscoveryList';
  readonly version: 'v1' | 'v1beta1';
}

export interface Negotiated {
  readonly format: Format;
  readonly pretty: boolean;
  readonly convert?: Conversion | undefined;
}

/** 'resource': tables and metadata alone can be asked for; 'unlisted': metadata alone; 'discovery': all groups in one document. */
export type Endpoint = 'plain' | 'resource' | 'unlisted' | 'discovery';

/** What is asked and answered and never stored has no columns: reviews, and subresources without an object of their own. */
const UNLISTED_GROUPS = ['authentication.k8s.io', 'authorization.k8s.io'];
const UNLISTED = ['bindings', 'pods/binding', 'pods/eviction', 'serviceaccounts/token'];

export function endpointOf({ isResourceRequest, apiGroup, resource, subresource }: RequestInfo): Endpoint {
  if (!isResourceRequest) return 'plain';
  const name = subresource === '' ? resource : `${resource}/${subresource}`;
  return UNLISTED_GROUPS.includes(apiGroup) || (apiGroup === '' && UNLISTED.includes(name)) ? 'unlisted' : 'resource';
}

export const MEDIA_TYPES = { json: 'application/json', yaml: 'application/yaml', protobuf: 'application/vnd.kubernetes.protobuf' } as const satisfies Record<
  Format,
  string
>;
const FORMATS: readonly Format[] = ['json', 'yaml', 'protobuf'];

export const notAcceptable = (supported: readonly string[]): StatusError =>
  new StatusError(406, 'NotAcceptable', `only the following media types are accepted: ${supported.join(', ')}`);

/** strconv.ParseBool, and false for what it refuses. */
const parseBool = (text: string): boolean => ['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text);

/** People look at the answers of a browser and of curl. */
export function isPretty(request: ApiRequest): boolean {
  const mark = request.target.indexOf('?');
  const isAsked = mark !== -1 && (request.target.includes('pretty', mark) || request.target.includes('%', mark));
  const pretty = !isAsked ? '' : (new URLSearchParams(request.target.slice(mark + 1)).get('pretty') ?? '');
  if (pretty !== '') return parseBool(pretty);
  return /^(curl|Wget|Mozilla\/5\.0)/.test(firstHeader(request, 'user-agent'));
}

function conversionOf(parameters: ReadonlyMap<string, string>, endpoint: Endpoint): Conversion | 'none' | 'unknown' {
  if (parameters.size === 0) return 'none';
  const kind = parameters.get('as');
  const group = parameters.get('g');
  const version = parameters.get('v');
  if (kind === undefined && group === undefined && version === undefined) return 'none';
  if (endpoint === 'plain') return 'unknown';
  if (endpoint === 'discovery')
    return kind === 'APIGroupDiscoveryList' && group === 'apidiscovery.k8s.io' && version === 'v2' ? { kind, version: 'v1' } : 'unknown';
  if (group !== 'meta.k8s.io' || (version !== 'v1' && version !== 'v1beta1')) return 'unknown';
  if (kind === 'Table' && endpoint === 'unlisted') return 'unknown';
  return kind === 'Table' || kind === 'PartialObjectMetadata' || kind === 'PartialObjectMetadataList' ? { kind, version } : 'unknown';
}

function accepted({ parameters }: AcceptClause, format: Format, endpoint: Endpoint): Omit<Negotiated, 'pretty'> | undefined {
  const stream = parameters.get('stream') ?? '';
  if (stream !== '' && (stream !== 'watch' || format === 'yaml')) return undefined;
  if ((parameters.get('sv') ?? '') !== '') return undefined;
  const convert = conversionOf(parameters, endpoint);
  if (convert === 'none') return { format };
  if (convert === 'unknown') return undefined;
  return convert.kind === 'Table' && format === 'protobuf' ? undefined : { format, convert };
}

/** All are of the type application. */
const SUBTYPES = { json: 'json', yaml: 'yaml', protobuf: 'vnd.kubernetes.protobuf' } as const satisfies Record<Format, string>;

const matches = ({ type, subtype }: AcceptClause, format: Format): boolean =>
  (type === 'application' && (subtype === SUBTYPES[format] || subtype === '*')) || (type === '*' && subtype === '*');

type Choice = Pick<Negotiated, 'format' | 'convert'> & { readonly clause: AcceptClause };

/** What was chosen of headers that are long, by the endpoint and its formats: several stages ask for it. */
const choices = new WeakMap<readonly AcceptClause[], Map<string, Choice | undefined>>();
const LONG = 64;

function chosen(clauses: readonly AcceptClause[], endpoint: Endpoint, formats: readonly Format[]): Choice | undefined {
  for (const clause of clauses) {
    if (clause.type !== 'application' && clause.type !== '*') continue;
    for (const format of formats) {
      const choice = matches(clause, format) ? accepted(clause, format, endpoint) : undefined;
      if (choice !== undefined) return { ...choice, clause };
    }
  }
  return undefined;
}

function chosenOnce(clauses: readonly AcceptClause[], endpoint: Endpoint, formats: readonly Format[]): Choice | undefined {
  if (clauses.length < LONG) return chosen(clauses, endpoint, formats);
  const known = choices.get(clauses) ?? new Map<string, Choice | undefined>();
  choices.set(clauses, known);
  const question = `${endpoint} ${formats.join(' ')}`;
  if (!known.has(question)) known.set(question, chosen(clauses, endpoint, formats));
  return known.get(question);
}

/** undefined: nothing that the client takes can be served. */
export function negotiate(request: ApiRequest, endpoint: Endpoint, formats: readonly Format[] = FORMATS): Negotiated | undefined {
  const accept = firstHeader(request, 'accept');
  if (accept === '') return { format: 'json', pretty: isPretty(request) };
  const choice = chosenOnce(parseAccept(accept), endpoint, formats);
  if (choice === undefined) return undefined;
  const pretty = choice.clause.parameters.get('pretty') === '1' || isPretty(request);
  return { format: choice.format, pretty, convert: choice.convert };
}

/** What handlers of resources check before they do anything. Throws 406. */
export function negotiateOrRefuse(request: ApiRequest, endpoint: Endpoint): Negotiated {
  const negotiated = negotiate(request, endpoint);
  if (negotiated === undefined) throw notAcceptable(FORMATS.map((format) => MEDIA_TYPES[format]));
  return negotiated;
}

/** A watch has no YAML. Throws 406. */
export function negotiateStreamOrRefuse(request: ApiRequest): Negotiated {
  const negotiated = negotiate(request, 'resource');
  if (negotiated === undefined || negotiated.format === 'yaml')
    throw notAcceptable([`${MEDIA_TYPES.json};stream=watch`, `${MEDIA_TYPES.protobuf};stream=watch`]);
  return negotiated;
}
