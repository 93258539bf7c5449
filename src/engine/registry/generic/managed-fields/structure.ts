/**
 * How the parts of an object merge: which lists are one value, which are sets, which have keys, and which maps are one value.
 * A type says it by its list type or map type, else by the way it is patched; other lists are one value, other maps are not.
 * After k8s.io/kube-openapi/pkg/schemaconv/smd.go; the list types are in catalog/<version>/list-types.json.
 */
import { memoized } from '../../../golang/memoized';
import { catalogOf } from '../../../catalog/catalog';
import type { Field, GoType } from '../../../catalog/types';
import { own } from '../../../golang/map';

export type Structure =
  | { readonly kind: 'value' }
  | { readonly kind: 'set' }
  | { readonly kind: 'keyed'; readonly keys: readonly string[]; readonly item: Structure }
  | { readonly kind: 'map'; readonly struct: boolean; readonly field: (name: string) => Structure }
  /** Nothing is known of it: maps are gone into, all else is one value. */
  | { readonly kind: 'deduced' };

/** By type and field; the field '.' is the type itself. */
export type ListTypes = Readonly<Record<string, Readonly<Record<string, string>>>>;

const VALUE: Structure = { kind: 'value' };
const SET: Structure = { kind: 'set' };
export const DEDUCED: Structure = { kind: 'deduced' };

const plain = (type: GoType): GoType => (type.kind === 'pointer' ? plain(type.elem) : type);

export class Structures {
  readonly #known = new Map<GoType, Structure>();

  constructor(private readonly listTypes: ListTypes) {}

  of(type: GoType | undefined): Structure {
    if (type === undefined) return DEDUCED;
    const known = this.#known.get(type);
    if (known !== undefined) return known;
    const made = this.#make(plain(type));
    this.#known.set(type, made);
    return made;
  }

  #make(type: GoType): Structure {
    if (type.id === 'runtime.RawExtension' || type.id.endsWith('/runtime.RawExtension')) return DEDUCED;
    if (type.custom || own(this.listTypes, type.id)?.['.'] === 'atomic') return VALUE;
    if (type.kind === 'map') return { kind: 'map', struct: false, field: () => this.of(type.elem) };
    if (type.kind !== 'struct') return VALUE;
    const fields = new Map<string, Structure>();
    return {
      kind: 'map',
      struct: true,
      field: (name) => {
        const known = fields.get(name);
        if (known !== undefined) return known;
        const field = type.field(name);
        const made = field === undefined ? DEDUCED : this.ofField(type, field);
        fields.set(name, made);
        return made;
      },
    };
  }

  ofField(owner: GoType, field: Field): Structure {
    const listType = own(own(this.listTypes, owner.id), field.name) ?? field.listType;
    const type = plain(field.type);
    if (listType === 'atomic') return VALUE;
    if (type.kind !== 'slice' || type.custom || type.isBytes) return this.of(type);
    const [kind = '', ...keys] = (listType ?? patched(field)).split(' ');
    if (kind === 'map') return { kind: 'keyed', keys: [...keys].sort(), item: this.of(type.elem) };
    return kind === 'set' ? SET : VALUE;
  }
}

function patched({ patchStrategy = '', patchMergeKey }: Field): string {
  if (!patchStrategy.split(',').includes('merge')) return 'atomic';
  return patchMergeKey === undefined ? 'set' : `map ${patchMergeKey}`;
}

export const structuresOf = memoized((version: string) => new Structures(catalogOf(version).listTypes));
