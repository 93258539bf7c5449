/** What a strict reader says of an untyped document: fields that come twice. After sigs.k8s.io/json UnmarshalStrict. */
import { Problems } from '../decode/problems';
import { entriesOf, isArray, isObject, type Node } from './node';
import { parseJson } from './parse';

function visit(node: Node, problems: Problems): void {
  if (node === null) return;
  if (isArray(node)) return node.forEach((item, index) => problems.inIndex(index, () => visit(item, problems)));
  if (!isObject(node)) return;
  const seen = new Set<string>();
  for (const [key, value] of entriesOf(node)) {
    problems.inKey(key, () => visit(value, problems));
    if (seen.has(key)) problems.duplicateField(key);
    seen.add(key);
  }
}

/** For example `duplicate field "data"`. Throws where the text is no JSON. */
export function repeatedFields(text: string): readonly string[] {
  const problems = new Problems();
  visit(parseJson(text), problems);
  return problems.strict;
}
