/**
 * A read without a name is a list or a watch, as its query says; a field selector that fixes metadata.name names the object,
 * so that rules with resourceNames can allow it. A query that does not decode is a list without name, unless `watch` is there.
 * After NewRequestInfo and the conversion of url.Values to ListOptions in k8s.io/apimachinery/pkg/apis/meta/internalversion.
 */
import type { Version } from '../versions';
import { parseFieldSelector, exactValue } from '../apimachinery/selectors/field-selector';
import { parseLabelSelector } from '../apimachinery/selectors/label-selector';

export interface ListIntent {
  readonly verb: 'list' | 'watch';
  /** '' unless the field selector fixes it. */
  readonly name: string;
}

const INTEGERS: readonly string[] = ['timeoutSeconds', 'limit'];
const isInteger = (text: string): boolean => /^[+-]?\d+$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
const isFalse = (text: string): boolean => text === '0' || text.toLowerCase() === 'false';
const isPathSegment = (name: string): boolean => name !== '.' && name !== '..' && !/[/%]/.test(name);

/** The name that the query fixes; undefined if the query does not decode. */
function decodedName(query: URLSearchParams, version: Version): string | undefined {
  if (INTEGERS.some((key) => !isInteger(query.get(key) ?? '0'))) return undefined;
  try {
    parseLabelSelector(query.get('labelSelector') ?? '', version);
    const name = exactValue(parseFieldSelector(query.get('fieldSelector') ?? ''), 'metadata.name') ?? '';
    return isPathSegment(name) ? name : '';
  } catch {
    return undefined;
  }
}

export function listIntent(query: URLSearchParams, version: Version): ListIntent {
  if (query.size === 0) return { verb: 'list', name: '' };
  const watch = query.get('watch');
  return { verb: watch === null || isFalse(watch) ? 'list' : 'watch', name: decodedName(query, version) ?? '' };
}
