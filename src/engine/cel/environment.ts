/**
 * The CEL of Kubernetes: the language with optional values, and the libraries that are in every expression: for text, lists, sets,
 * URLs, quantities, addresses, versions and formats. An environment knows the variables beside.
 * After k8s.io/apiserver/pkg/cel/environment/base.go.
 */
// @ts-expect-error TS1479 -- an ES module, which every supported version of Node can require.
import { Environment, type Optional } from '@marcbachmann/cel-js';
import type { Declarations } from './checker/checker';
import { NAMESPACES, overload, parseSignature, type Overload } from './checker/signature';
import { AUTHORIZER, STANDARD, TYPES } from './checker/standard';
import { parseType, typeOf, type Type } from './checker/type';
import { Cidr, CIDR } from './library/cidr';
import { equal, order } from './library/equality';
import { Ip, IP } from './library/ip';
import { CONVERSIONS } from './library/conversions';
import type { LibraryFunction } from './library/library-function';
import { COMPARABLE, LISTS } from './library/lists';
import { registerLoops } from './library/loops';
import { NAMED_FORMATS, NamedFormat } from './library/named-formats';
import { OPTIONALS } from './library/optionals';
import { QUANTITY, Quantity } from './library/quantity';
import { SEMVER, Semver } from './library/semver';
import { SETS } from './library/sets';
import { TEXT } from './library/text';
import { Url, URLS } from './library/urls';
import { goName } from './replaced';

const LIBRARIES: readonly LibraryFunction[] = [CONVERSIONS, TEXT, LISTS, SETS, OPTIONALS, URLS, QUANTITY, IP, CIDR, SEMVER, NAMED_FORMATS].flat();

/** The types of the libraries; those of the network are names in an expression too. */
const CLASSES = {
  'net.IP': Ip,
  'net.CIDR': Cidr,
  'kubernetes.URL': Url,
  'kubernetes.Quantity': Quantity,
  'kubernetes.Semver': Semver,
  'kubernetes.NamedFormat': NamedFormat,
} as const;

function declarations(): Pick<Declarations, 'functions' | 'variables'> {
  const functions = new Map<string, Overload[]>();
  const sorted = COMPARABLE.map((type) => `list<T>.@sortByAssociatedKeys(list<${type}>): list<T>`);
  for (const signature of [...STANDARD, ...AUTHORIZER, ...LIBRARIES.map(([text]) => text), ...sorted]) {
    const known = overload(signature);
    functions.set(known.name, [...(functions.get(known.name) ?? []), known]);
  }
  const types = [...TYPES, 'net.IP', 'net.CIDR'].map(
    (name) => [(name.split('<')[0] ?? '').replace('optional', 'optional_type'), typeOf(parseType(name))] as const,
  );
  return { functions, variables: new Map(types) };
}

/** cel-js calls the functions of a namespace on a value; each is of a class of its own. */
abstract class Namespace {
  readonly isNamespace = true;
}
const namespaceClass = (): new () => Namespace => class extends Namespace {};

function register(environment: Environment, [text, run]: LibraryFunction): void {
  const { name, receiver, given, result } = parseSignature(text);
  const [space, own] = name.includes('.') ? (name.split('.') as [string, string]) : [undefined, name];
  const before = space === undefined ? receiver : space === 'optional' ? 'OptionalNamespace' : `${space}Namespace`;
  const handler = space === undefined ? run : (_: Namespace, ...values: never[]) => run(...values);
  environment.registerFunction(`${before === undefined ? '' : `${before}.`}${goName(own)}(${given.join(', ')}): ${result}`, handler);
}

function base(): Environment {
  const environment = new Environment({ unlistedVariablesAreDyn: false, enableOptionalTypes: true, homogeneousAggregateLiterals: false });
  for (const [name, constructor] of Object.entries(CLASSES)) {
    environment.registerType(name, constructor);
    environment.registerOperator(`${name} == ${name}`, (left: InstanceType<(typeof CLASSES)['net.IP']>, right: unknown) => left.equals(right));
  }
  environment
    .registerOperator('bytes < bytes', (left: Uint8Array, right: Uint8Array) => order(left, right) < 0)
    .registerOperator('bytes <= bytes', (left: Uint8Array, right: Uint8Array) => order(left, right) <= 0)
    .registerOperator('bytes > bytes', (left: Uint8Array, right: Uint8Array) => order(left, right) > 0)
    .registerOperator('bytes >= bytes', (left: Uint8Array, right: Uint8Array) => order(left, right) >= 0)
    .registerOperator('optional<dyn> == optional<dyn>', (left: Optional, right: Optional) =>
      left.hasValue() && right.hasValue() ? equal(left.value(), right.value()) : left.hasValue() === right.hasValue(),
    );
  for (const name of NAMESPACES) {
    if (name === 'optional' || name === 'cel') continue;
    const type = namespaceClass();
    environment.registerType(`${name}Namespace`, type).registerConstant(name, `${name}Namespace`, new type());
  }
  for (const known of LIBRARIES) register(environment, known);
  registerLoops(environment);
  const typeOfValue = (of: string): unknown => environment.evaluate(`type(${of})`);
  environment.registerConstant('net', 'map<string, type>', { IP: typeOfValue("ip('::')"), CIDR: typeOfValue("cidr('::/0')") });
  return environment;
}

/** Fields by name and type. */
export type Fields = Readonly<Record<string, string>>;

let made: { readonly runner: Environment; readonly declared: ReturnType<typeof declarations> } | undefined;

/** What an expression is checked against, and what runs it. */
export class CelEnvironment {
  readonly runner: Environment;
  readonly declarations: Declarations;
  readonly #variables: Map<string, Type>;
  readonly #structs = new Map<string, ReadonlyMap<string, Type>>();

  constructor() {
    made ??= { runner: base(), declared: declarations() };
    this.runner = made.runner.clone();
    this.#variables = new Map(made.declared.variables);
    this.declarations = { functions: made.declared.functions, variables: this.#variables, structs: this.#structs };
  }

  struct(name: string, fields: Fields): this {
    this.#structs.set(name, new Map(Object.entries(fields).map(([field, type]) => [field, parseType(type)])));
    this.runner.registerType(name, { fields });
    return this;
  }
  variable(name: string, type: string): this {
    this.#variables.set(name, parseType(type));
    this.runner.registerVariable(name, type.replaceAll('any', 'dyn'));
    return this;
  }
}
