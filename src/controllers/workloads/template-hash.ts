/**
 * The hash of a template of pods, which is in the names of ReplicaSets and in labels: FNV of the template as spew prints the Go struct.
 * Upstream: ComputeHash of pkg/controller/controller_utils.go, pkg/util/hash, k8s.io/apimachinery/pkg/util/rand
 */
import { catalogOf } from '../../engine/catalog/catalog';
import type { GoType } from '../../engine/catalog/types';
import { parseQuantity } from '../../engine/apimachinery/quantity';
import { own } from '../../engine/golang/map';
import type { Version } from '../../engine/versions';

const PRIME = 16_777_619;
const BASIS = 2_166_136_261;
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** FNV-1a of 32 bits, or FNV-1, which multiplies before it mixes in. */
export function fnv32(bytes: Uint8Array, { a }: { readonly a: boolean }): number {
  let hash = BASIS;
  for (const byte of bytes) hash = a ? Math.imul(hash ^ byte, PRIME) >>> 0 : (Math.imul(hash, PRIME) ^ byte) >>> 0;
  return hash;
}

/** The letters of generated names, without vowels. */
export const safeEncode = (text: string): string => [...text].map((character) => LETTERS[character.charCodeAt(0) % LETTERS.length]).join('');

/** Structs that JSON writes as something else. */
const CUSTOM: ReadonlyMap<string, (value: unknown) => string> = new Map([
  ['v1.Time', () => '{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}'],
  [
    'intstr.IntOrString',
    (value: unknown) =>
      typeof value === 'string'
        ? `{Type:(intstr.Type)1 IntVal:(int32)0 StrVal:(string)${value}}`
        : `{Type:(intstr.Type)0 IntVal:(int32)${Number(value ?? 0)} StrVal:(string)}`,
  ],
  [
    'resource.Quantity',
    (value: unknown) => {
      const { unscaled, scale, format } = parseQuantity(String(value ?? '0'));
      return `{i:(resource.int64Amount){value:(int64)${unscaled} scale:(resource.Scale)${scale}} d:(resource.infDecAmount){Dec:(*inf.Dec)<nil>} s:(string) Format:(resource.Format)${format}}`;
    },
  ],
]);

const named = (type: GoType, value: unknown): string => (type.kind === 'pointer' ? pointer(type, value) : `(${type.goName})${plain(type, value)}`);

const pointer = (type: GoType, value: unknown): string =>
  value === undefined || value === null ? `(${type.goName})<nil>` : `(${type.goName})${plain(type.elem, value)}`;

function struct(type: GoType, value: Readonly<Record<string, unknown>>): string {
  // What is embedded is written among the fields of its owner.
  const fields = type.fields.map((field) => `${field.goName}:${named(field.type, field.embedded ? value : own(value, field.name))}`);
  return `{${fields.join(' ')}}`;
}

function plain(type: GoType, value: unknown): string {
  const custom = CUSTOM.get(type.goName);
  if (custom !== undefined) return custom(value);
  switch (type.kind) {
    case 'struct':
      return struct(type, (value ?? {}) as Readonly<Record<string, unknown>>);
    case 'slice': {
      const items = (value ?? []) as readonly unknown[];
      return items.length === 0 ? '<nil>' : `[${items.map((item) => plain(type.elem, item)).join(' ')}]`;
    }
    case 'map': {
      const entries = Object.entries((value ?? {}) as Readonly<Record<string, unknown>>).sort(([a], [b]) => (a < b ? -1 : 1));
      return entries.length === 0 ? '<nil>' : `map[${entries.map(([key, item]) => `${key}:${plain(type.elem, item)}`).join(' ')}]`;
    }
    case 'pointer':
      return value === undefined || value === null ? '<nil>' : `<*>${plain(type.elem, value)}`;
    case 'bool':
      return String(value ?? false);
    case 'string':
      return String(value ?? '');
    default:
      return String(value ?? 0);
  }
}

export function templateHash(template: unknown, collisionCount: number | undefined, version: Version): string {
  const printed = named(catalogOf(version.name).types.typeOf('core/v1.PodTemplateSpec'), template);
  const count = Buffer.alloc(collisionCount === undefined ? 0 : 8);
  if (collisionCount !== undefined) count.writeUInt32LE(collisionCount);
  return safeEncode(String(fnv32(Buffer.concat([Buffer.from(printed), count]), { a: true })));
}
