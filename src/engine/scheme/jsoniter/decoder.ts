/**
 * Words errors of bodies that do not fit their type as json-iterator does. It decodes by type just to find the error and drops
 * the values. The order in which names are put before an error, also by fields that come after it, is json-iterator's own.
 * After github.com/json-iterator/go, reflect_*.go.
 */
import { errorText } from '../../golang/error-text';
import type { Field, GoType } from '../../catalog/types';
import { decodeBase64 } from '../decode/base64';
import { Cursor, textOf } from './cursor';
import { parseJson } from '../json/parse';
import type { Node } from '../json/node';

/** Reads a value of a type that reads JSON by itself; throws what it would say. */
export type ReadCustom = (node: Node, type: GoType) => void;

const code = (character: string): number => character.charCodeAt(0);
/** Structs of up to ten fields have decoders of their own, which report a missing quote of a name. */
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
  readonly #cursor: Cursor;

  constructor(
    bytes: Uint8Array,
    private readonly readCustom: ReadCustom,
  ) {
    this.#cursor = new Cursor(bytes);
  }

  run(type: GoType): string | undefined {
    this.#value(type);
    if (this.#cursor.nextToken() !== 0) this.#cursor.report('Unmarshal', 'there are bytes left after unmarshal');
    return this.#cursor.failed ? this.#cursor.error : undefined;
  }

  #value(type: GoType): void {
    const cursor = this.#cursor;
    if (type.kind === 'pointer') {
      if (!cursor.readNil()) this.#value(type.elem);
      return;
    }
    if (type.custom) return this.#custom(type);
    switch (type.kind) {
      case 'string':
        return void cursor.readString();
      case 'bool':
        return cursor.readBool();
      case 'int':
        return cursor.readInteger(type.basic.endsWith('64') || type.basic === 'int' ? 64 : 32, type.basic.startsWith('u'));
      case 'float':
        return cursor.readFloat();
      case 'slice':
        return type.isBytes ? this.#bytes(type) : this.#slice(type);
      case 'map':
        return this.#map(type);
      case 'struct':
        return this.#struct(type);
      default:
        return cursor.skip();
    }
  }

  #custom(type: GoType): void {
    const cursor = this.#cursor;
    cursor.peekToken();
    const start = cursor.head;
    cursor.skip();
    if (cursor.failed) return;
    try {
      this.readCustom(parseJson(textOf(cursor.bytes.subarray(start, cursor.head))), type);
    } catch (error) {
      cursor.report('unmarshalerDecoder', errorText(error));
    }
  }

  #bytes(type: GoType): void {
    const cursor = this.#cursor;
    if (cursor.readNil()) return;
    const next = cursor.peekToken();
    if (next === code('[')) return this.#slice(type);
    if (next !== code('"')) return cursor.report('base64Codec', 'invalid input');
    const text = cursor.readString();
    try {
      decodeBase64(text);
    } catch (error) {
      cursor.report('decode base64', errorText(error));
    }
  }

  #slice(type: GoType): void {
    this.#items(type);
    this.#cursor.prefix(`${type.goName}: `);
  }
  #items(type: GoType): void {
    const cursor = this.#cursor;
    const first = cursor.nextToken();
    if (first === code('n')) return cursor.expectRest('null');
    if (first !== code('[')) return cursor.report('decode slice', `expect [ or n, but found ${cursor.found(first)}`);
    if (cursor.nextToken() === code(']')) return;
    cursor.unread();
    let next: number;
    do {
      this.#value(type.elem);
      next = cursor.nextToken();
    } while (next === code(','));
    if (next !== code(']')) cursor.report('decode slice', `expect ], but found ${cursor.found(next)}`);
  }

  #map(type: GoType): void {
    const cursor = this.#cursor;
    const first = cursor.nextToken();
    if (first === code('n')) return cursor.expectRest('null');
    if (first !== code('{')) return cursor.report('ReadMapCB', `expect { or n, but found ${cursor.found(first)}`);
    if (cursor.nextToken() === code('}')) return;
    cursor.unread();
    let next: number;
    do {
      cursor.readString();
      if (!cursor.expectColon('ReadMapCB')) return;
      this.#value(type.elem);
      next = cursor.nextToken();
    } while (next === code(','));
    if (next !== code('}')) cursor.report('ReadMapCB', `expect }, but found ${cursor.found(next)}`);
  }

  #struct(type: GoType): void {
    const cursor = this.#cursor;
    const members = new Map(membersOf(type).map((member) => [member.name, member]));
    if (members.size === 0) {
      const next = cursor.peekToken();
      return next === code('{') || next === code('n') ? cursor.skip() : cursor.report('skipObjectDecoder', 'expect object or null');
    }
    if (!cursor.readObjectStart()) return;
    const small = members.size <= SMALL;
    for (;;) {
      const name = small ? this.#smallName() : cursor.readString();
      const member = name === undefined ? undefined : members.get(name);
      if (!small) cursor.expectColon('ReadObject');
      if (member === undefined) cursor.skip();
      else this.#member(member);
      if (small ? cursor.isObjectEnd() : !this.#another()) break;
    }
    cursor.prefix(`${type.goName}.`);
  }
  /** Reads the name and its colon; undefined where the name is missing. */
  #smallName(): string | undefined {
    const cursor = this.#cursor;
    if (cursor.nextToken() !== code('"')) {
      cursor.report('readFieldHash', 'expect "');
      return undefined;
    }
    const start = cursor.head;
    let end = start;
    for (; end < cursor.bytes.length && cursor.bytes[end] !== code('"'); end += 1) if (cursor.bytes[end] === code('\\')) end += 1;
    cursor.head = Math.min(end + 1, cursor.bytes.length);
    const name = textOf(cursor.bytes.subarray(start, end));
    return cursor.expectColon('readFieldHash') ? unescaped(name) : undefined;
  }
  #another(): boolean {
    const next = this.#cursor.nextToken();
    if (next === code(',')) return true;
    if (next !== code('}')) this.#cursor.report('struct Decode', `expect }, but found ${this.#cursor.found(next)}`);
    return false;
  }
  #member({ goNames, type }: Member): void {
    this.#value(type);
    for (const name of [...goNames].reverse()) this.#cursor.prefix(`${name}: `);
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
