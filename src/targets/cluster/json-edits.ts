/** Edits of a JSON text that leave every other byte as it is. */
import { parseTree, type Edit, type Node } from 'jsonc-parser';

const STRICT = { disallowComments: true, allowTrailingComma: false };

export function jsonTree(text: string): Node | undefined {
  const errors: { readonly error: number }[] = [];
  const tree = parseTree(text, errors as Parameters<typeof parseTree>[1], STRICT);
  return errors.length === 0 ? tree : undefined;
}

export const memberOf = (node: Node | undefined, name: string): Node | undefined =>
  node?.children?.find(({ children }) => children?.[0]?.value === name)?.children?.[1];

export const replacement = ({ offset, length }: Node, content: string): Edit => ({ offset, length, content });

/** The members come first, so nothing has to be known of what follows. */
export function withMembers(node: Node, members: string): Edit {
  const comma = (node.children ?? []).length > 0 ? ',' : '';
  return { offset: node.offset + 1, length: 0, content: members + comma };
}

/** The entries come into the object at the path below the node, which is made where it is not there. Nothing is done where something else stands there. */
export function withEntries(node: Node, [name, ...path]: readonly string[], entries: Readonly<Record<string, string>>): readonly Edit[] {
  if (name === undefined) return [withMembers(node, JSON.stringify(entries).slice(1, -1))];
  const missing = path.reduceRight<object>((inner, each) => ({ [each]: inner }), entries);
  const present = memberOf(node, name);
  if (present === undefined) return [withMembers(node, JSON.stringify({ [name]: missing }).slice(1, -1))];
  if (present.type === 'null') return [replacement(present, JSON.stringify(missing))];
  return present.type === 'object' ? withEntries(present, path, entries) : [];
}
