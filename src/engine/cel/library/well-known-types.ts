/** Messages of protobuf that an expression can make: a moment and a duration of their parts. */
import type { StructDeclaration } from '../checker/declarations';
import { INT } from '../checker/type';
import { BILLION, duration, timestamp } from '../values/time';
import type { CelValue } from '../values/value';

const part = (fields: ReadonlyMap<string, CelValue>, name: string): bigint => {
  const value = fields.get(name);
  return typeof value === 'bigint' ? value : 0n;
};
const nanoseconds = (fields: ReadonlyMap<string, CelValue>): bigint => part(fields, 'seconds') * BILLION + part(fields, 'nanos');
const field: StructDeclaration['field'] = (name) => (name === 'seconds' || name === 'nanos' ? INT : undefined);

export const WELL_KNOWN_TYPES: ReadonlyMap<string, StructDeclaration> = new Map<string, StructDeclaration>([
  ['google.protobuf.Timestamp', { field, create: (fields) => timestamp(nanoseconds(fields)) }],
  ['google.protobuf.Duration', { field, create: (fields) => duration(nanoseconds(fields)) }],
]);
