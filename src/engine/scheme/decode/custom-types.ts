/**
 * The types of the API that read and write JSON by methods of their own. `read` gives the form in which the server writes the
 * value; `zero` is what an unset value is written as.
 */
import type { JsonValue } from '../../api/objects';
import type { GoType } from '../../catalog/types';
import { encodeJson } from '../../golang/json';
import { isArray, isNumber, isObject, kindOf, literalOf, makingPlain, plainOf, type Node } from '../json/node';
import type { Turns } from '../../golang/turns';
import { TypeMismatch } from './problems';
import { canonicalQuantity } from '../../apimachinery/quantity';
import { parseTime, printTime } from './time';
import { table } from '../../golang/map';

export interface CustomType {
  readonly zero: JsonValue;
  readonly read: (node: Node) => JsonValue;
  /** Instead of `read` where there may be much in it; `decode` reads a part of the value as a type of its own. */
  readonly reading?: (node: Node, decode: (type: string, part: Node) => Turns<JsonValue>, type: GoType) => Turns<JsonValue>;
}

function textOf(node: Node): string {
  if (typeof node !== 'string') throw new TypeMismatch(kindOf(node), 'string');
  return node;
}
const time = (micro: boolean): CustomType => ({ zero: null, read: (node) => (node === null ? null : printTime(parseTime(textOf(node)), micro)) });

const INT32 = 2n ** 31n;
const intOrString: CustomType = {
  zero: 0,
  read: (node) => {
    if (node === null) return 0;
    if (typeof node === 'string') return node;
    if (!isNumber(node)) throw new TypeMismatch(kindOf(node), 'int32');
    const literal = literalOf(node);
    if (literal.length > 11 || !/^-?\d+$/.test(literal) || BigInt(literal) >= INT32 || BigInt(literal) < -INT32)
      throw new TypeMismatch(`number ${literal}`, 'int32');
    return Number(literal);
  },
};
/** Text and number alike; anything else is read as text and is not a quantity. */
const quantity: CustomType = {
  zero: '0',
  read: (node) => {
    if (node === null) return '0';
    const text = isNumber(node) ? literalOf(node) : typeof node === 'string' ? node : encodeJson(plainOf(node) as JsonValue);
    return canonicalQuantity(text.trim());
  },
};
const raw: CustomType = { zero: null, read: (node) => plainOf(node) as JsonValue, reading: (node) => makingPlain(node) as Turns<JsonValue> };

const schemaName = (type: GoType): string => type.id.replace(/\.[^.]+$/, '.JSONSchemaProps');
/** What has parts is not read without what reads them. */
const withParts = (zero: JsonValue, reading: NonNullable<CustomType['reading']>): CustomType => ({ zero, read: () => zero, reading });
const schemaOrBool = withParts(false, function* (node, decode, type) {
  if (typeof node === 'boolean') return node;
  if (node !== null && isObject(node)) return yield* decode(schemaName(type), node);
  throw new Error('boolean or JSON schema expected');
});
const schemaOr = (list: (type: GoType) => string): CustomType =>
  withParts(null, function* (node, decode, type) {
    if (node !== null && isObject(node)) return yield* decode(schemaName(type), node);
    if (node === null || !isArray(node) || node.length === 0) return null;
    return yield* decode(list(type), node);
  });

const CUSTOM = table<CustomType>({
  Time: time(false),
  MicroTime: time(true),
  IntOrString: intOrString,
  Quantity: quantity,
  FieldsV1: raw,
  RawExtension: raw,
  Unknown: raw,
  JSON: raw,
  JSONSchemaPropsOrBool: schemaOrBool,
  JSONSchemaPropsOrArray: schemaOr((type) => `[]${schemaName(type)}`),
  JSONSchemaPropsOrStringArray: schemaOr(() => '[]string'),
});

export function customType({ id }: GoType): CustomType {
  const known = CUSTOM[id.slice(id.lastIndexOf('.') + 1)];
  if (known === undefined) throw new Error(`${id} reads JSON by itself, and nothing here says how`);
  return known;
}
