/**
 * The data of a Kubernetes version, read from catalog/<version>/ once and when first needed. The files lie beside this one,
 * in the source as in the compiled package. They are made by scripts/catalog from a real server of that version.
 */
import { memoized } from '../golang/memoized';
import type { KubeObject } from '../api/objects';
import { readCatalog } from './read-catalog';
import type { ApiGroup } from './resources';
import { TypeTable, type TypesFile } from './types';

/** An object of a fresh cluster. <uid>, <time>, <date>, <certificate>, <address>, <port>, <hostname> stand for what differs from start to start. */
export interface BootstrapObject {
  readonly resource: string;
  readonly object: KubeObject;
}

/** A rule that is declared with a type: where it holds, its name upstream, and the field whose change is refused before it is asked. */
export type DeclaredRule = readonly [field: string, rule: string, guard?: string];

/** The feature gates that a default role or binding needs, and by the index of a rule those of the rule, as `*`, and of its resources and paths. */
export interface RoleGates {
  readonly gates?: readonly string[];
  readonly rules?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** The server's own types: the fields of a struct with their types, embedded ones marked with `+`; of any other type what it stands for. */
export type InternalTypes = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

export class Catalog {
  #groups: readonly ApiGroup[] | undefined;
  #bootstrap: readonly BootstrapObject[] | undefined;
  #gatedRoles: readonly BootstrapObject[] | undefined;
  #roleGates: Readonly<Record<string, RoleGates>> | undefined;
  #kinds: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
  #types: TypeTable | undefined;
  #declared: Readonly<Record<string, readonly DeclaredRule[] | undefined>> | undefined;
  #listTypes: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;

  #internal: InternalTypes | undefined;

  constructor(readonly version: string) {}

  get groups(): readonly ApiGroup[] {
    this.#groups ??= this.#read<{ groups: ApiGroup[] }>('resources.json').groups;
    return this.#groups;
  }
  get bootstrap(): readonly BootstrapObject[] {
    this.#bootstrap ??= this.#read<{ objects: BootstrapObject[] }>('bootstrap.json').objects;
    return this.#bootstrap;
  }
  /** The default roles and bindings that are others, or there at all, with all feature gates on. */
  get gatedRoles(): readonly BootstrapObject[] {
    this.#gatedRoles ??= this.#read<{ objects: BootstrapObject[] }>('gated-roles.json').objects;
    return this.#gatedRoles;
  }
  /** By resource, namespace and name: clusterroles//system:node. */
  get roleGates(): Readonly<Record<string, RoleGates>> {
    this.#roleGates ??= this.#read<Record<string, RoleGates>>('role-gates.json');
    return this.#roleGates;
  }
  /** Group and version (v1, apps/v1), kind -> id of the Go type. */
  get kinds(): Readonly<Record<string, Readonly<Record<string, string>>>> {
    if (this.#kinds === undefined) this.#readTypes();
    return this.#kinds ?? {};
  }
  get types(): TypeTable {
    this.#types ??= this.#readTypes();
    return this.#types;
  }
  /** How lists and maps merge, by Go type and field; the field '.' is the type itself. */
  get listTypes(): Readonly<Record<string, Readonly<Record<string, string>>>> {
    this.#listTypes ??= this.#read<Record<string, Record<string, string>>>('list-types.json');
    return this.#listTypes;
  }

  /** The rules that decide, by group/version/kind, in the order in which they are asked. Only of versions that have such rules. */
  get declared(): Readonly<Record<string, readonly DeclaredRule[] | undefined>> {
    this.#declared ??= this.#read<Record<string, DeclaredRule[]>>('declared.json');
    return this.#declared;
  }

  /** Of pods and volumes. Only of versions that show them. */
  get internalTypes(): InternalTypes {
    this.#internal ??= this.#read<InternalTypes>('internal-types.json');
    return this.#internal;
  }

  #readTypes(): TypeTable {
    const { kinds, types } = this.#read<{ kinds: Record<string, Record<string, string>>; types: TypesFile }>('types.json');
    this.#kinds = kinds;
    this.#types = new TypeTable(types);
    return this.#types;
  }
  #read<T>(file: string): T {
    return readCatalog<T>(this.version, file);
  }
}

/** By the name of a version, such as 1.36. */
export const catalogOf = memoized((version: string) => new Catalog(version));
