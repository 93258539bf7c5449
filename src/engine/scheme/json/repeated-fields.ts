/** What a strict reader says of an untyped document: fields that come twice. After sigs.k8s.io/json UnmarshalStrict. */
import { atOnce, unrolled, type Deep } from '../../golang/turns';
import { Problems } from '../decode/problems';
import { entriesOf, isArray, isObject, type Node } from './node';
import { parseJson } from './parse';

function* visit(node: Node, problems: Problems): Deep<void> {
  if (node === null) return;
  if (isArray(node)) {
    for (const [index, item] of node.entries()) {
      problems.enterIndex(index);
      yield visit(item, problems);
      problems.leave();
    }
    return;
  }
  if (!isObject(node)) return;
  const seen = new Set<string>();
  for (const [key, value] of entriesOf(node)) {
    problems.enterKey(key);
    yield visit(value, problems);
    problems.leave();
    if (seen.has(key)) problems.duplicateField(key);
    seen.add(key);
  }
}

/** For example `duplicate field "data"`. Throws where the text is not JSON. */
export function repeatedFields(text: string): readonly string[] {
  const problems = new Problems();
  atOnce(unrolled(visit(parseJson(text), problems)));
  return problems.strict;
}
