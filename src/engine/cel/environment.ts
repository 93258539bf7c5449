/**
 * The CEL of Kubernetes: the language with optional values, and the functions for text, lists, sets and regular expressions that
 * are in every expression of a configuration file. After k8s.io/apiserver/pkg/cel/environment/base.go.
 */
// @ts-expect-error TS1479 -- an ES module, which every supported version of Node can require.
import { Environment, type ASTNode } from '@marcbachmann/cel-js';
import { registerListFunctions } from './list-functions';
import { registerTextFunctions, REPLACED } from './text-functions';

export type CelEnvironment = Environment;

let made: CelEnvironment | undefined;

function base(): CelEnvironment {
  if (made !== undefined) return made;
  made = new Environment({ unlistedVariablesAreDyn: false, enableOptionalTypes: true });
  registerTextFunctions(made);
  registerListFunctions(made);
  return made;
}

/** An environment of its own, to which variables are added. */
export const kubernetesEnvironment = (): CelEnvironment => base().clone();

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

let names: ReadonlySet<string> | undefined;

/** Whether there is a function of that name, for whatever types. */
export function isFunction(name: string): boolean {
  names ??= new Set(
    base()
      .getDefinitions()
      .functions.map((known: { readonly name: string }) => known.name),
  );
  return names.has(name);
}

/** Of the libraries for URLs, quantities, addresses, versions and formats, and loops over two variables. */
const MISSING: ReadonlySet<string> = new Set([
  ...['url', 'isURL', 'quantity', 'isQuantity', 'ip', 'isIP', 'cidr', 'isCIDR', 'semver', 'isSemver', 'format', 'strings', 'quote'],
  ...['sortBy', 'transformList', 'transformMap', 'transformMapEntry', 'existsOne', 'optFlatMap', 'optMap', 'first', 'last', 'unwrap', 'unwrapOpt'],
]);

/** A function that Kubernetes has and this server has not. */
export const isMissing = (name: string): boolean => MISSING.has(name);
