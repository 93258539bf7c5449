/**
 * The shape of a file of claims, and what a file has otherwise: the line, the problem and the remedy. Every fault of a file is found, not
 * only the first.
 */
import { childOf, isFields, type Node } from '../manifests/nodes';
import type { Text } from './claim';

export interface ShapeFault {
  readonly line: number;
  readonly message: string;
}

export interface Shape {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

export const CHAPTER: Shape = { required: ['chapter', 'title', 'claims'], optional: [] };
export const CLAIM: Shape = { required: ['id', 'text'], optional: ['until', 'unshowable'] };
export const UNSHOWABLE: Shape = { required: ['because', 'needs'], optional: [] };

/** What a tag can hold. */
const ID = /^[A-Za-z0-9][\w.-]*$/;
const LANGUAGE = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?$/;

const fault = (line: number, message: string): readonly ShapeFault[] => [{ line, message }];

export const isWords = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** The faults of a mapping: a field that is missing, and one that does not exist. */
export function fieldFaults(node: Node, what: string, { required, optional }: Shape): readonly ShapeFault[] {
  const { value, line, children } = node;
  const fields = [...required, ...optional];
  if (!isFields(value)) return fault(line, `${what} is ${JSON.stringify(value)}. It has the fields ${fields.join(', ')}.`);
  const missing = required.filter((field) => !Object.hasOwn(value, field)).map((field) => ({ line, message: `${what} has no ${field}. Add \`${field}:\`.` }));
  const unknown = children
    .filter((child, at) => at % 2 === 0 && !fields.includes(String(child.value)))
    .map((child) => ({ line: child.line, message: `${what} has a field ${JSON.stringify(child.value)}, which does not exist. Use ${fields.join(', ')}.` }));
  return [...missing, ...unknown];
}

/** The faults of a text: words, or words for each language. */
export function textFaults(parent: Node, field: string, what: string): readonly ShapeFault[] {
  const node = childOf(parent, field);
  if (node === undefined || isWords(node.value)) return [];
  const remedy = 'Write a sentence, or one for each language: `en: ...`, `zh: ...`.';
  if (!isFields(node.value) || node.children.length === 0) return fault(node.line, `${what} has ${JSON.stringify(node.value)} as its ${field}. ${remedy}`);
  return Object.entries(node.value).flatMap(([language, words]) => {
    const line = childOf(node, language)?.line ?? node.line;
    if (!LANGUAGE.test(language)) return fault(line, `${JSON.stringify(language)} is not the code of a language, such as en or zh. ${remedy}`);
    return isWords(words) ? [] : fault(line, `${what} has ${JSON.stringify(words)} as its ${field} in ${language}. ${remedy}`);
  });
}

export function idFaults(parent: Node, what: string): readonly ShapeFault[] {
  const node = childOf(parent, 'id');
  if (node === undefined || (typeof node.value === 'string' && ID.test(node.value))) return [];
  return fault(node.line, `${what} has the id ${JSON.stringify(node.value)}. Use letters, digits, dots, dashes and underscores, as in web-1.2-03.`);
}

/** The text of a field whose faults have been looked for. */
export function textOf(parent: Node, field: string): Text {
  const value = childOf(parent, field)?.value;
  return typeof value === 'string' ? { en: value.trim() } : Object.fromEntries(Object.entries(value ?? {}).map(([key, words]) => [key, String(words).trim()]));
}
