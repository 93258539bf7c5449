/**
 * Types as cel-go names them. A value of a map of anything is `any` where it is taken from the map, and only what is inside of
 * it is `dyn`. After FormatCELType of github.com/google/cel-go/checker/format.go.
 */
// @ts-expect-error TS1479 -- an ES module, which every supported version of Node can require.
import type { ASTNode } from '@marcbachmann/cel-js';

/** What the checker of cel-js leaves on a node. */
interface CheckedType {
  readonly name?: string;
  readonly kind?: string;
}
export const checkedType = (node: ASTNode): CheckedType => (node as { readonly checkedType?: CheckedType }).checkedType ?? {};

const TAKES: ReadonlySet<string> = new Set(['.', '[]']);
const OPTIONAL_TAKES: ReadonlySet<string> = new Set(['.?', '[?]']);
const OUT_OF_OPTIONAL: ReadonlySet<string> = new Set(['orValue', 'value']);

const isMapOfAny = (node: ASTNode): boolean => node.op === 'id' && checkedType(node).name === 'map<string, dyn>';
const isOptionalAny = (node: ASTNode): boolean => OPTIONAL_TAKES.has(node.op) && isMapOfAny((node.args as unknown as readonly [ASTNode])[0]);

/** Whether the value comes from the map of anything itself. */
export function isAny(node: ASTNode): boolean {
  if (TAKES.has(node.op)) return isMapOfAny((node.args as unknown as readonly [ASTNode])[0]);
  if (node.op !== 'rcall') return false;
  const [name, receiver] = node.args;
  return OUT_OF_OPTIONAL.has(name) && isOptionalAny(receiver);
}

export const formatType = (name: string): string =>
  name
    .replace('map<string, dyn>', 'map(string, any)')
    .replaceAll('optional<', 'optional_type(')
    .replaceAll('<', '(')
    .replaceAll('>', ')')
    .replace(/^\$user$/, 'kubernetes.UserInfo');

/** The checker has not come to a literal after the first mistake. */
function literalType({ op, args }: ASTNode): string {
  if (op !== 'value') return 'dyn';
  if (args === null) return 'null';
  return { string: 'string', bigint: 'int', number: 'double', boolean: 'bool' }[typeof args as string] ?? 'dyn';
}

export function typeName(node: ASTNode): string {
  if (isAny(node)) return 'any';
  if (isOptionalAny(node)) return 'optional_type(any)';
  return formatType(checkedType(node).name ?? literalType(node));
}
