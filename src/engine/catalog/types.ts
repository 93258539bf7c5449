/**
 * The Go types of the API, as reflection sees them: catalog/<version>/types.json (scripts/catalog/types documents the format).
 * They say in which order fields are written, which zero values are left out, and how Go names a type in its errors.
 */
import { own, table } from '../golang/map';

export type Kind = 'struct' | 'map' | 'slice' | 'pointer' | 'string' | 'bool' | 'int' | 'float' | 'interface';

export interface Field {
  /** The name in JSON; of an embedded struct the Go name. */
  readonly name: string;
  readonly goName: string;
  readonly type: GoType;
  readonly omitempty: boolean;
  readonly omitzero: boolean;
  readonly embedded: boolean;
  /** The field number in protobuf; absent on TypeMeta. */
  readonly number?: number;
  /** A list with a name that is written as any other list, not as a message of its own. */
  readonly repeated: boolean;
  readonly patchStrategy?: string;
  readonly patchMergeKey?: string;
  /** How the list or map merges, where the type says it itself: `atomic`, `set`, `map KEY ...`. */
  readonly listType?: string;
}

export type TypesFile = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

const BASIC = table<Kind>({
  string: 'string',
  bool: 'bool',
  float64: 'float',
  float32: 'float',
  int: 'int',
  int8: 'int',
  int16: 'int',
  int32: 'int',
  int64: 'int',
  uint8: 'int',
  uint16: 'int',
  uint32: 'int',
  uint64: 'int',
});

/** One type. What it is made of is looked up when it is first asked for, since types refer to themselves. */
export class GoType {
  readonly #table: TypeTable;
  #fields: readonly Field[] | undefined;
  #jsonFields: readonly Field[] | undefined;
  #byName: ReadonlyMap<string, Field> | undefined;

  constructor(
    table: TypeTable,
    /** For example core/v1.Pod, []rbac/v1.PolicyRule. */
    readonly id: string,
    readonly kind: Kind,
    /** Reads and writes JSON by a method of its own. */
    readonly custom: boolean,
    private readonly definition: { readonly elem?: string; readonly key?: string; readonly fields?: Readonly<Record<string, string>>; readonly basic?: string },
  ) {
    this.#table = table;
  }

  /** As Go prints it: v1.Pod, []v1.PolicyRule. */
  get goName(): string {
    return this.id
      .split(/([[\]*])/)
      .map((part) => part.slice(part.lastIndexOf('/') + 1))
      .join('');
  }
  /** The basic type it is made of, for example int32. */
  get basic(): string {
    return this.definition.basic ?? this.kind;
  }
  get elem(): GoType {
    return this.#table.typeOf(this.definition.elem ?? '');
  }
  get key(): GoType {
    return this.#table.typeOf(this.definition.key ?? 'string');
  }
  get isBytes(): boolean {
    return this.definition.elem === 'uint8' && this.kind === 'slice';
  }
  /** Another type of the same package. */
  sibling(name: string): GoType {
    return this.#table.typeOf(this.id.replace(/\.[^.]+$/, `.${name}`));
  }
  /** In Go's order; an embedded struct is one field. */
  get fields(): readonly Field[] {
    this.#fields ??= Object.entries(this.definition.fields ?? {}).map(([name, spec]) => this.#table.fieldOf(name, spec));
    return this.#fields;
  }
  /** The fields that JSON sees: those of embedded structs among them, in order. */
  get jsonFields(): readonly Field[] {
    this.#jsonFields ??= this.fields.flatMap((field) => (field.embedded ? (field.type.kind === 'pointer' ? field.type.elem : field.type).jsonFields : [field]));
    return this.#jsonFields;
  }
  field(name: string): Field | undefined {
    this.#byName ??= new Map(this.jsonFields.map((field) => [field.name, field]));
    return this.#byName.get(name);
  }
}

export class TypeTable {
  readonly #types = new Map<string, GoType>();

  constructor(private readonly file: TypesFile) {}

  typeOf(id: string): GoType {
    const known = this.#types.get(id);
    if (known !== undefined) return known;
    const type = this.#make(id, id, false);
    this.#types.set(id, type);
    return type;
  }

  fieldOf(key: string, spec: string): Field {
    const embedded = key.startsWith('+');
    const words = spec.split(' ');
    const goName = embedded ? key.slice(1) : (words.shift() ?? '');
    const type = this.typeOf(words.shift() ?? '');
    const valueOf = (prefix: string): string | undefined => words.find((word) => word.startsWith(prefix))?.slice(prefix.length);
    const [number, patchStrategy, patchMergeKey, listType] = [valueOf('#'), valueOf('patch='), valueOf('key='), valueOf('list=')];
    return {
      name: embedded ? goName : key,
      goName,
      type,
      embedded,
      omitempty: words.includes('omitempty'),
      omitzero: words.includes('omitzero'),
      repeated: words.includes('repeated'),
      ...(number !== undefined && { number: Number(number) }),
      ...(patchStrategy !== undefined && { patchStrategy }),
      ...(patchMergeKey !== undefined && { patchMergeKey }),
      ...(listType !== undefined && { listType: listType.replaceAll(',', ' ') }),
    };
  }

  #make(id: string, definition: string, custom: boolean): GoType {
    const basic = BASIC[definition];
    if (basic !== undefined) return new GoType(this, id, basic, custom, { basic: definition });
    if (definition === 'struct') return new GoType(this, id, 'struct', custom, {});
    if (definition.startsWith('interface')) return new GoType(this, id, 'interface', custom, {});
    if (definition.startsWith('*')) return new GoType(this, id, 'pointer', custom, { elem: definition.slice(1) });
    if (definition.startsWith('[]')) return new GoType(this, id, 'slice', custom, { elem: definition.slice(2) });
    const map = /^map\[([^\]]+)\](.*)$/.exec(definition);
    if (map) return new GoType(this, id, 'map', custom, { key: map[1] ?? '', elem: map[2] ?? '' });
    const named = own(this.file, definition);
    if (named === undefined) throw new Error(`types.json does not have the type ${definition}`);
    if (typeof named !== 'string') return new GoType(this, id, 'struct', custom, { fields: named });
    return named.startsWith('custom ') ? this.#make(id, named.slice(7), true) : this.#make(id, named, custom);
  }
}
