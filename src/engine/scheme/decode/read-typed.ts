/**
 * A document other than an object of the API server, such as a policy, a kubeconfig or the answer of a webhook: read by its Go
 * type, where unknown fields count for nothing. The first value of a wrong type is refused in the words of the version.
 */
import type { GoType } from '../../catalog/types';
import type { Version } from '../../versions';
import { jsonIterError } from '../jsoniter/decoder';
import type { Node } from '../json/node';
import type { Decoder } from './decoder';
import { Problems } from './problems';

export function readTyped(decoder: Decoder, type: GoType, { json, node }: { readonly json: string; readonly node: Node }, version: Version): unknown {
  const problems = new Problems();
  const value = decoder.decode(node, type, problems);
  if (problems.first === undefined) return value;
  throw (version.has('jsonIter') ? jsonIterError(Buffer.from(json), type, () => undefined) : undefined) ?? problems.first;
}
