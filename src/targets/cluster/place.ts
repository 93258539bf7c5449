/** Where on the cluster a URL points to: which part of it is a namespace, which the name of an object. */
import { unescaped } from '../../engine/apimachinery/unescaped';
import type { ResourceType } from './discovery';

export interface Place {
  /** undefined: no resource that the cluster has. */
  readonly type: ResourceType | undefined;
  readonly namespace: string;
  /** Empty: the collection. */
  readonly name: string;
  readonly subresource: string;
  /** Where namespace and name stand among the segments of the path. */
  readonly namespaceAt: number | undefined;
  readonly nameAt: number | undefined;
}

const SPECIAL_VERBS: ReadonlySet<string> = new Set(['watch', 'proxy']);
/** What follows the name of a namespace and still speaks of the namespace itself. */
const OF_NAMESPACE: ReadonlySet<string> = new Set(['status', 'finalize']);

/** `segments` are those of the path, still percent-encoded. */
export function placeOf(segments: readonly string[], types: readonly ResourceType[]): Place | undefined {
  const start = segments.findIndex((segment) => segment !== '');
  const groupLength = segments[start] === 'api' ? 2 : segments[start] === 'apis' ? 3 : 0;
  if (start < 0 || groupLength === 0) return undefined;
  const group = groupLength === 3 ? unescaped(segments[start + 1] ?? '') : '';
  const afterVersion = start + groupLength;
  let at = SPECIAL_VERBS.has(segments[afterVersion] ?? '') ? afterVersion + 1 : afterVersion;
  const inNamespace = segments[at] === 'namespaces' && (segments[at + 2] ?? '') !== '' && !OF_NAMESPACE.has(segments[at + 2] ?? '');
  const namespaceAt = inNamespace ? at + 1 : undefined;
  if (inNamespace) at += 2;
  const [resource = '', name = '', subresource = ''] = segments.slice(at, at + 3).map(unescaped);
  if (resource === '') return undefined;
  return {
    type: types.find((type) => type.name === resource && type.group === group),
    namespace: namespaceAt === undefined ? '' : unescaped(segments[namespaceAt] ?? ''),
    name,
    subresource,
    namespaceAt,
    nameAt: name === '' ? undefined : at + 1,
  };
}
