/**
 * What json-iterator says of a body that does not fit its type. It decodes by type just to find the error; the values are
 * nobody's. The order in which names are put before an error, also by fields that come after it, is json-iterator's own.
 * After github.com/json-iterator/go, reflect_*.go.
 */
import { errorText } from '../../golang/error-text';
import type { Field, GoType } from '../../catalog/types';
import { decodeBase64 } from '../decode/base64';
import { JsonIterator, textOf } from './iterator';
import { parseJson } from './parse';
import type { Node } from './node';

/** Reads a value of a type that reads JSON by itself; throws what it would say. */
export type ReadCustom = (node: Node, type: GoType) => void;

const code = (character: string): number => character.charCodeAt(0);
/** Structs of up to ten fields have decoders of their own, which tell a missing quote of a name apart. */
const SMALL = 10;

interface Member {
  readonly name: string;
  /** The Go names from the outermost embedded struct to the field. */
  readonly goNames: readonly string[];
  readonly type: GoType;
}

const membersOf = (type: GoType, outer: readonly string[] = []): Member[] =>
  type.fields.flatMap(({ embedded, goName, name, type: fieldType }: Field): Member[] =>
    embedded
      ? membersOf(fieldType.kind === 'pointer' ? fieldType.elem : fieldType, [...outer, goName])
      : [{ name, goNames: [...outer, goName], type: fieldType }],
  );

class Decoding {
  readonly #iterator: JsonIterator;

  constructor(
    bytes: Uint8Array,
    private readonly readCustom: ReadCustom,
  ) {
    this.#iterator = new JsonIterator(bytes);
  }

  run(type: GoType): string | undefined {
    this.#value(type);
    if (this.#iterator.nextToken() !== 0) this.#iterator.report('Unmarshal', 'there are bytes left after unmarshal');
    return this.#iterator.failed ? this.#iterator.error : undefined;
  }

  #value(type: GoType): void {
    const iterator = this.#iterator;
    if (type.kind === 'pointer') {
      if (!iterator.readNil()) this.#value(type.elem);
      return;
    }
    if (type.custom) return this.#custom(type);
    switch (type.kind) {
      case 'string':
        return void iterator.readString();
      case 'bool':
        return iterator.readBool();
      case 'int':
        return iterator.readInteger(type.basic.endsWith('64') || type.basic === 'int' ? 64 : 32, type.basic.startsWith('u'));
      case 'float':
        return iterator.readFloat();
      case 'slice':
        return type.isBytes ? this.#bytes(type) : this.#slice(type);
      case 'map':
        return this.#map(type);
      case 'struct':
        return this.#struct(type);
      default:
        return iterator.skip();
    }
  }

  #custom(type: GoType): void {
    const iterator = this.#iterator;
    iterator.peekToken();
    const start = iterator.head;
    iterator.skip();
    if (iterator.failed) return;
    try {
      this.readCustom(parseJson(textOf(iterator.bytes.subarray(start, iterator.head))), type);
    } catch (error) {
      iterator.report('unmarshalerDecoder', errorText(error));
    }
  }

  #bytes(type: GoType): void {
    const iterator = this.#iterator;
    if (iterator.readNil()) return;
    const next = iterator.peekToken();
    if (next === code('[')) return this.#slice(type);
    if (next !== code('"')) return iterator.report('base64Codec', 'invalid input');
    const text = iterator.readString();
    try {
      decodeBase64(text);
    } catch (error) {
      iterator.report('decode base64', errorText(error));
    }
  }

  #slice(type: GoType): void {
    this.#items(type);
    this.#iterator.prefix(`${type.goName}: `);
  }
  #items(type: GoType): void {
    const iterator = this.#iterator;
    const first = iterator.nextToken();
    if (first === code('n')) return iterator.expectRest('null');
    if (first !== code('[')) return iterator.report('decode slice', `expect [ or n, but found ${iterator.found(first)}`);
    if (iterator.nextToken() === code(']')) return;
    iterator.unread();
    let next: number;
    do {
      this.#value(type.elem);
      next = iterator.nextToken();
    } while (next === code(','));
    if (next !== code(']')) iterator.report('decode slice', `expect ], but found ${iterator.found(next)}`);
  }

  #map(type: GoType): void {
    const iterator = this.#iterator;
    const first = iterator.nextToken();
    if (first === code('n')) return iterator.expectRest('null');
    if (first !== code('{')) return iterator.report('ReadMapCB', `expect { or n, but found ${iterator.found(first)}`);
    if (iterator.nextToken() === code('}')) return;
    iterator.unread();
    let next: number;
    do {
      iterator.readString();
      if (!iterator.expectColon('ReadMapCB')) return;
      this.#value(type.elem);
      next = iterator.nextToken();
    } while (next === code(','));
    if (next !== code('}')) iterator.report('ReadMapCB', `expect }, but found ${iterator.found(next)}`);
  }

  #struct(type: GoType): void {
    const iterator = this.#iterator;
    const members = new Map(membersOf(type).map((member) => [member.name, member]));
    if (members.size === 0) {
      const next = iterator.peekToken();
      return next === code('{') || next === code('n') ? iterator.skip() : iterator.report('skipObjectDecoder', 'expect object or null');
    }
    if (!iterator.readObjectStart()) return;
    const small = members.size <= SMALL;
    for (;;) {
      const name = small ? this.#smallName() : iterator.readString();
      const member = name === undefined ? undefined : members.get(name);
      if (!small) iterator.expectColon('ReadObject');
      if (member === undefined) iterator.skip();
      else this.#member(member);
      if (small ? iterator.isObjectEnd() : !this.#another()) break;
    }
    iterator.prefix(`${type.goName}.`);
  }
  /** The name and its colon; none where there is no name. */
  #smallName(): string | undefined {
    const iterator = this.#iterator;
    if (iterator.nextToken() !== code('"')) {
      iterator.report('readFieldHash', 'expect "');
      return undefined;
    }
    const start = iterator.head;
    let end = start;
    for (; end < iterator.bytes.length && iterator.bytes[end] !== code('"'); end += 1) if (iterator.bytes[end] === code('\\')) end += 1;
    iterator.head = Math.min(end + 1, iterator.bytes.length);
    const name = textOf(iterator.bytes.subarray(start, end));
    return iterator.expectColon('readFieldHash') ? unescaped(name) : undefined;
  }
  #another(): boolean {
    const next = this.#iterator.nextToken();
    if (next === code(',')) return true;
    if (next !== code('}')) this.#iterator.report('struct Decode', `expect }, but found ${this.#iterator.found(next)}`);
    return false;
  }
  #member({ goNames, type }: Member): void {
    this.#value(type);
    for (const name of [...goNames].reverse()) this.#iterator.prefix(`${name}: `);
  }
}

const unescaped = (name: string): string => {
  if (!name.includes('\\')) return name;
  try {
    return JSON.parse(`"${name}"`) as string;
  } catch {
    return name;
  }
};

export function jsonIterError(json: Uint8Array, type: GoType, readCustom: ReadCustom): Error | undefined {
  const message = new Decoding(json, readCustom).run(type);
  return message === undefined ? undefined : new Error(message);
}
