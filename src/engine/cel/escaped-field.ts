/**
 * The name under which an expression reaches a field that CEL could not name otherwise.
 * After Escape of k8s.io/apiserver/pkg/cel/escaping.go.
 */
import { table } from '../golang/map';

const KEYWORDS: ReadonlySet<string> = new Set([
  'true',
  'false',
  'null',
  'in',
  'as',
  'break',
  'const',
  'continue',
  'else',
  'for',
  'function',
  'if',
  'import',
  'let',
  'loop',
  'package',
  'namespace',
  'return',
  'var',
  'void',
  'while',
]);
const PARTS = table<string>({ __: '__underscores__', '.': '__dot__', '-': '__dash__', '/': '__slash__' });

/** Whether a name can be written in an expression. */
export const isCelIdentifier = (name: string): boolean => /^[_a-zA-Z][_a-zA-Z0-9]*$/.test(name) && !KEYWORDS.has(name);

export const escapedField = (name: string): string => (KEYWORDS.has(name) ? `__${name}__` : name.replace(/__|[./-]/g, (part) => PARTS[part] ?? part));

/** The names by which an expression reaches a field that a schema declares: a keyword is good as it is written, too. None: it cannot be reached. */
export function fieldNamesOf(name: string): readonly string[] {
  if (!/^[_a-zA-Z./-][\w./-]*$/.test(name)) return [];
  return KEYWORDS.has(name) ? [escapedField(name), name] : [escapedField(name)];
}
