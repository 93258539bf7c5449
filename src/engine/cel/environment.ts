/**
 * The CEL of Kubernetes: the language with optional values, and the functions for text, lists, sets and regular expressions that
 * are in every expression of a configuration file. After k8s.io/apiserver/pkg/cel/environment/base.go.
 */
// @ts-expect-error TS1479 -- an ES module, which every supported version of Node can require.
import { Environment, type ASTNode } from '@marcbachmann/cel-js';
import { nativeList } from './native-list';

export type CelEnvironment = Environment;

/** Functions of the language that are replaced by others; an expression names them as ever. */
const REPLACED: Readonly<Record<string, string>> = { split: 'splitIntoNativeList' };

const split = (text: string, separator: string, limit = -1n): readonly string[] => {
  const parts = separator === '' ? [...text] : text.split(separator);
  const most = Number(limit);
  if (most < 0 || parts.length <= most) return nativeList(parts);
  return nativeList(most === 0 ? [] : [...parts.slice(0, most - 1), parts.slice(most - 1).join(separator)]);
};

let base: CelEnvironment | undefined;

/** An environment of its own, to which variables are added. */
export function kubernetesEnvironment(): CelEnvironment {
  base ??= new Environment({ unlistedVariablesAreDyn: false, enableOptionalTypes: true })
    .registerFunction('string.splitIntoNativeList(string): list<string>', split)
    .registerFunction('string.splitIntoNativeList(string, int): list<string>', split);
  return base.clone();
}

/** Before the expression is checked, its calls go to the functions that replace others. */
export function replaceFunctions(node: unknown): void {
  if (Array.isArray(node)) return node.forEach(replaceFunctions);
  if (typeof node !== 'object' || node === null || !('op' in node)) return;
  const { op, args } = node as ASTNode;
  if (op === 'rcall') {
    const call = args as unknown as [string, ...unknown[]];
    call[0] = REPLACED[call[0]] ?? call[0];
  }
  replaceFunctions(args);
}

/** A message with the names that the expression has. */
export const asNamed = (message: string): string => Object.entries(REPLACED).reduce((text, [name, replacement]) => text.replaceAll(replacement, name), message);
