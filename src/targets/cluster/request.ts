/** A request of a scenario -> the request to the cluster, and what becomes of it there. */
import type { ApiRequest } from '../../engine/api/http';
import { unescaped } from '../../engine/apimachinery/unescaped';
import type { ResourceType } from './discovery';
import type { CreatedObjects } from './created';
import { NotApplicable } from './not-applicable';
import { placeOf, type Place } from './place';
import { jsonOfProtobuf } from './protobuf-body';
import { isClusterDefault } from './cluster-defaults';
import { jsonTree } from './json-edits';
import { bodyOnCluster, jsonOfYaml } from './request-body';
import type { ScenarioNames } from './scenario-names';

export interface ClusterRequest {
  readonly request: ApiRequest;
  readonly place: Place | undefined;
  /** It is in a namespace that the scenario did not create. */
  readonly elsewhere: boolean;
  readonly writes: boolean;
  readonly watching: boolean;
  /** It would change what this run did not create, so it is sent to be judged and not to be done. */
  readonly dryRun: boolean;
  /** The URL of what it creates or updates, if that is nothing in a namespace of the scenario; a new object has its name in the answer. */
  readonly collection: string | undefined;
}

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);
/** These reach into a container or a node, and have no dry run. */
const CONNECTS: ReadonlySet<string> = new Set(['exec', 'attach', 'portforward', 'proxy']);
const IMPERSONATION = 'impersonate-';

const isWatch = (path: string, query: URLSearchParams): boolean =>
  ['1', 'true'].includes(query.get('watch') ?? '') || /^\/apis?\/(?:[^/]+\/){1,2}watch\//.test(path);

/** Answers are wanted in JSON, or as what the server has besides. */
function readable(accept: string): string {
  const types = accept.split(',').filter((type) => !/protobuf|cbor/.test(type));
  if (types.length === 0) throw new NotApplicable(`an answer of the type ${accept} cannot be given the names of a scenario`);
  return types.join(',');
}

/** `name=value` selections of a field or label that says where an object is or what it is called. */
async function selectorOnCluster(selector: string, named: (name: string, key: string) => Promise<string>): Promise<string> {
  const parts = selector.split(',').map(async (part) => {
    const [, key = '', operator = '', value = ''] = /^([^=!]+)(==|=|!=)(.*)$/.exec(part) ?? [];
    return operator === '' ? part : key + operator + (await named(value, key));
  });
  return (await Promise.all(parts)).join(',');
}

export class RequestTranslation {
  constructor(
    readonly names: ScenarioNames,
    readonly types: readonly ResourceType[],
    readonly created: CreatedObjects,
  ) {}

  async of({ method, target, headers, body }: ApiRequest): Promise<ClusterRequest> {
    const [rawPath = '', ...rest] = target.split('?');
    const segments = rawPath.split('/');
    const place = placeOf(segments, this.types);
    const query = new URLSearchParams(rest.join('?'));
    const writes = !READS.has(method) && place?.type !== undefined && place.type.verbs.some((verb) => verb !== 'create');
    const posting = writes && method === 'POST' && place.name === '';
    const content = this.#content(headers, body);

    if (writes && place.subresource === '' && method !== 'DELETE' && isClusterDefault(jsonTree(content.text ?? '')))
      throw new NotApplicable(`${method} ${target} would make a default of the whole cluster`);

    const creating = posting ? this.#nameIn(content.text) : '';
    if (place?.type !== undefined && creating !== '' && !place.type.namespaced) await this.names.object(place.type, creating, true);
    const namespace = place === undefined ? '' : await this.names.namespace(place.namespace);
    const name = await this.#nameOnCluster(place);
    if (place?.namespaceAt !== undefined) segments[place.namespaceAt] = this.#segment(segments[place.namespaceAt] ?? '', namespace);
    if (place?.nameAt !== undefined) segments[place.nameAt] = this.#segment(segments[place.nameAt] ?? '', name);
    const path = segments.join('/');

    const objectName = place?.type?.namespaced === false && creating !== '' ? await this.names.object(place.type, creating) : name;
    const dryRun = writes && !this.#isOurs(place, method, namespace, objectName, path, posting);
    if (dryRun && CONNECTS.has(place.subresource)) throw new NotApplicable(`${method} ${target} reaches into what this run did not create`);
    const options = method === 'DELETE';
    const self = place?.subresource === '' && !options ? place.type : undefined;
    const text =
      content.text === undefined
        ? undefined
        : await bodyOnCluster(content.text, {
            names: this.names,
            types: this.types,
            self,
            creating: posting,
            labelled: !dryRun && self !== undefined && this.#labels(method, headers, posting),
            dryRun: dryRun && options,
          });
    return {
      request: {
        method,
        target: path + (await this.#query(query, rest.join('?'), place, dryRun)),
        headers: await this.#headers({ ...headers, ...content.headers }, place?.type !== undefined),
        ...(text !== undefined && { body: text }),
      },
      place,
      elsewhere: namespace !== '' && !this.names.isFree(namespace),
      writes,
      watching: isWatch(rawPath, query),
      dryRun,
      collection: writes && !dryRun && place.subresource === '' && !this.names.isFree(namespace) ? (posting ? path : path.replace(/\/[^/]*$/, '')) : undefined,
    };
  }

  /** As JSON, in which names can be found. */
  #content(headers: ApiRequest['headers'], body: ApiRequest['body']): { readonly text: string | undefined; readonly headers: ApiRequest['headers'] } {
    if (body === undefined) return { text: undefined, headers: {} };
    const type = String([headers['content-type']].flat()[0] ?? '');
    const json = { 'content-type': 'application/json' };
    if (type.includes('protobuf') && typeof body !== 'string') {
      const text = jsonOfProtobuf(body);
      if (text !== undefined) return { text, headers: json };
    }
    if (/protobuf|cbor/.test(type)) throw new NotApplicable(`a body of the type ${type} cannot be given the names of a cluster`);
    const text = typeof body === 'string' ? body : Buffer.from(body).toString();
    if (!type.includes('yaml') || jsonTree(text) !== undefined) return { text, headers: {} };
    return { text: jsonOfYaml(text), headers: type.startsWith('application/yaml') ? json : {} };
  }

  #nameIn(text: string | undefined): string {
    try {
      const { metadata } = JSON.parse(text ?? '{}') as { readonly metadata?: { readonly name?: unknown } };
      return typeof metadata?.name === 'string' ? metadata.name : '';
    } catch {
      return '';
    }
  }

  /** Inside of a namespace an object keeps its name. */
  async #nameOnCluster(place: Place | undefined): Promise<string> {
    if (place?.type === undefined || place.type.namespaced) return place?.name ?? '';
    return this.names.object(place.type, place.name);
  }

  #segment(raw: string, onCluster: string): string {
    return onCluster === unescaped(raw) ? raw : raw + this.names.mark.suffix;
  }

  /** Whether the run may change this: it is new, or the run has created it. */
  #isOurs(place: Place | undefined, method: string, namespace: string, name: string, path: string, posting: boolean): boolean {
    if (place?.type === undefined) return true;
    if (!place.type.namespaced) return name === '' ? method === 'POST' : this.names.isFree(name) || this.created.has(path);
    if (this.names.isFree(namespace)) return true;
    if (namespace === '' || namespace.startsWith('kube-')) return false;
    if (posting) return true;
    const segments = path.split('/');
    return place.nameAt !== undefined && this.created.has(segments.slice(0, place.nameAt + 1).join('/'));
  }

  /** An update that leaves the labels out would take them away. A patch leaves them alone, unless it is what creates. */
  #labels(method: string, headers: ApiRequest['headers'], posting: boolean): boolean {
    return posting || method === 'PUT' || (method === 'PATCH' && String(headers['content-type'] ?? '').startsWith('application/apply-patch'));
  }

  async #query(query: URLSearchParams, raw: string, place: Place | undefined, dryRun: boolean): Promise<string> {
    const fields = query.get('fieldSelector');
    const labels = query.get('labelSelector');
    const own = place?.type?.namespaced === false ? place.type : undefined;
    const field = await (fields === null
      ? undefined
      : selectorOnCluster(fields, async (name, key) => {
          if (key === 'metadata.namespace' || key.endsWith('Object.namespace')) return this.names.namespace(name);
          return key === 'metadata.name' && own !== undefined ? this.names.object(own, name) : name;
        }));
    const label = await (labels === null
      ? undefined
      : selectorOnCluster(labels, (name, key) => (key === 'kubernetes.io/metadata.name' ? this.names.namespace(name) : Promise.resolve(name))));
    if (field !== undefined && field !== fields) query.set('fieldSelector', field);
    if (label !== undefined && label !== labels) query.set('labelSelector', label);
    if (dryRun) query.set('dryRun', 'All');
    const changed = dryRun || (field ?? null) !== fields || (label ?? null) !== labels;
    const text = changed ? query.toString() : raw;
    return text === '' ? '' : `?${text}`;
  }

  /** Impersonated users are named in headers. */
  async #headers(headers: ApiRequest['headers'], named: boolean): Promise<ApiRequest['headers']> {
    const translated = Object.entries(headers).map(async ([name, value]) => {
      if (name === `${IMPERSONATION}user`) return [name, await this.names.user(String(value))] as const;
      if (name === `${IMPERSONATION}group`) return [name, await Promise.all([value].flat().map((group) => this.names.group(group)))] as const;
      return [name, named && name === 'accept' ? readable(String(value)) : value] as const;
    });
    return Object.fromEntries(await Promise.all(translated));
  }
}
