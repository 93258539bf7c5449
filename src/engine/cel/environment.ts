/**
 * The CEL of Kubernetes: the language with optional values, and the libraries of a version. An environment knows variables and
 * structs beside. After k8s.io/apiserver/pkg/cel/environment/{base,environment}.go.
 */
import type { Version } from '../versions';
import { overload, type Declarations, type FunctionDeclaration, type Implementation, type Overload, type StructDeclaration } from './checker/declarations';
import { parseType, type Type } from './checker/type';
import { AUTHORIZER } from './library/authorizer';
import { CIDR } from './library/cidr';
import { CONVERSIONS, DURATION_OF_INT, DURATION_OF_TEXT, UNIVERSAL } from './library/conversions';
import { DATES } from './library/dates';
import { IP } from './library/ip';
import { JSON_PATCH } from './library/json-patch';
import type { LibraryFunction } from './library/library-function';
import { extendedLists, INCLUDES, LISTS } from './library/lists';
import { MAP_INSERT } from './library/map-insert';
import { mutationStruct } from './library/mutation-types';
import { NAMED_FORMATS } from './library/named-formats';
import { OPTIONALS, OPTIONAL_OPERATORS } from './library/optionals';
import { QUANTITY } from './library/quantity';
import { SEMVER } from './library/semver';
import { SETS } from './library/sets';
import { STANDARD, TYPE_NAMES } from './library/standard';
import { AFFIXES, placesInText, REGEX, TEXT } from './library/text';
import { URLS } from './library/urls';
import { WELL_KNOWN_TYPES } from './library/well-known-types';
import type { Macros } from './syntax/macros';

/**
 * `new` is for expressions that a request writes or changes: what the version before has as well. `stored` is for those that lie in
 * storage or in a file: everything that the version has.
 */
export type EnvironmentMode = 'new' | 'stored';

/** Fields by name and type, as texts: `list<string>`, `map<string, dyn>`, `kubernetes.UserInfo`. */
export type Fields = Readonly<Record<string, string>>;

interface More {
  readonly structs?: Readonly<Record<string, Fields>>;
  readonly variables?: Readonly<Record<string, string>>;
  /** With the types of mutations, Object and JSONPatch, and what belongs to them. */
  readonly hasMutations?: boolean;
}

/** Functions by name; what is declared later for the same name is another overload. */
class FunctionTable {
  readonly functions = new Map<string, FunctionDeclaration>();

  add(libraries: readonly LibraryFunction[]): this {
    for (const [signature, run] of libraries) this.#declare(signature, run);
    return this;
  }
  addOperators(signatures: readonly string[], runAny?: Implementation): this {
    for (const signature of signatures) this.#declare(signature, undefined, runAny);
    return this;
  }
  #declare(signature: string, run?: Implementation, runAny?: Implementation): void {
    const { name, overload: made } = overload(signature, run);
    const known = this.functions.get(name);
    const overloads: readonly Overload[] = [...(known?.overloads ?? []), made];
    const any = runAny ?? known?.runAny;
    this.functions.set(name, { name, overloads, ...(any && { runAny: any }) });
  }
}

function functionsOf(version: Version, mode: EnvironmentMode): ReadonlyMap<string, FunctionDeclaration> {
  const made = new FunctionTable();
  for (const { signatures, runAny } of STANDARD) made.addOperators(signatures, runAny);
  made.add(UNIVERSAL).add(CONVERSIONS).add(AFFIXES).add(DATES);
  if (version.has('celDurationOfInt')) made.add(DURATION_OF_INT);
  made.add(DURATION_OF_TEXT);
  made.add(OPTIONALS).addOperators(OPTIONAL_OPERATORS);
  made
    .add(URLS)
    .add(REGEX)
    .add(LISTS)
    .add(AUTHORIZER)
    .add(QUANTITY)
    .add(TEXT)
    .add(placesInText({ isClamped: version.has('celPlacesClamped') }))
    .add(SETS)
    .add(IP)
    .add(CIDR)
    .add(NAMED_FORMATS)
    .add(SEMVER);
  made.add(MAP_INSERT).add(extendedLists({ isRangeLimited: version.has('celRangeLimited') }));
  if (version.has(mode === 'stored' ? 'celIncludes' : 'celIncludesInNewExpressions')) made.add(INCLUDES);
  return made.functions;
}

const TYPES: ReadonlyMap<string, Type> = new Map(
  [...TYPE_NAMES, 'net.IP', 'net.CIDR'].map((text) => {
    const type = parseType(text);
    return [type.name, type];
  }),
);

/** Finds a struct by its name. */
export type Structs = (name: string) => StructDeclaration | undefined;

export class Environment implements Declarations {
  readonly types = TYPES;
  private constructor(
    readonly functions: ReadonlyMap<string, FunctionDeclaration>,
    readonly variables: ReadonlyMap<string, Type>,
    private readonly structs: Structs,
    private readonly hasMutations: boolean,
    readonly macros: Macros,
  ) {}
  static of(functions: ReadonlyMap<string, FunctionDeclaration>, macros: Macros): Environment {
    return new Environment(functions, new Map(), () => undefined, false, macros);
  }

  struct(name: string): StructDeclaration | undefined {
    return this.structs(name) ?? (this.hasMutations ? mutationStruct(name) : undefined) ?? WELL_KNOWN_TYPES.get(name);
  }

  /** Another environment that has more. */
  extend({ structs = {}, variables = {}, hasMutations = this.hasMutations }: More): Environment {
    const more = new Map(Object.entries(structs).map(([name, fields]) => [name, structOf(fields)] as const));
    return new Environment(
      hasMutations && !this.hasMutations ? new Map([...this.functions, ...new FunctionTable().add(JSON_PATCH).functions]) : this.functions,
      new Map([...this.variables, ...Object.entries(variables).map(([name, type]) => [name, parseType(type)] as const)]),
      (name) => more.get(name) ?? this.structs(name),
      hasMutations,
      this.macros,
    );
  }
  /** The same with a variable of a type that is known already. */
  withVariable(name: string, type: Type): Environment {
    return new Environment(this.functions, new Map([...this.variables, [name, type]]), this.structs, this.hasMutations, this.macros);
  }
  /** The same with structs that are found where they are first asked for. */
  withStructs(more: Structs): Environment {
    return new Environment(this.functions, this.variables, (name) => more(name) ?? this.structs(name), this.hasMutations, this.macros);
  }
}

export function structOf(fields: Fields): StructDeclaration {
  const types = new Map(Object.entries(fields).map(([name, type]) => [name, parseType(type)]));
  return { field: (name) => types.get(name) };
}

const macrosOf = (version: Version): Macros => ({
  hasOptionals: true,
  hasTwoVariables: true,
  hasSortBy: true,
  hasEscapedNames: version.has('celEscapedNames'),
});

const made = new WeakMap<Version, Map<EnvironmentMode, Environment>>();

/** The libraries of a version, without variables. */
export function baseEnvironment(version: Version, mode: EnvironmentMode): Environment {
  const known = made.get(version) ?? new Map<EnvironmentMode, Environment>();
  made.set(version, known);
  const environment = known.get(mode) ?? Environment.of(functionsOf(version, mode), macrosOf(version));
  known.set(mode, environment);
  return environment;
}
