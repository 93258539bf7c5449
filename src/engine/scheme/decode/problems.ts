/**
 * What a decoding finds wrong. As in encoding/json the first value of a wrong type is remembered and decoding goes on; a type
 * that reads JSON by itself ends it at once. Unknown and repeated fields are only noted; what follows from them is up to the
 * request (?fieldValidation=). After sigs.k8s.io/json.
 */
import { quote } from '../../golang/quote';
import { StatusError } from '../../errors/status-error';

/** A value of the wrong type that a type which reads JSON by itself has met. */
export class TypeMismatch extends Error {
  constructor(
    readonly value: string,
    readonly goType: string,
    readonly field = '',
  ) {
    super(`json: cannot unmarshal ${value} into Go value of type ${goType}`);
  }
}

/** A small body may stand for so many structures that what becomes of them takes minutes. */
export class TooManyStructures extends StatusError {
  constructor(most: number) {
    super(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${most} structures in an object`);
  }
}

const MOST_STRICT_ERRORS = 100;

export class Problems {
  #first: Error | undefined;
  readonly #strict = new Set<string>();
  /** Names of fields from the root, and the struct in which the innermost is. */
  readonly #fields: string[] = [];
  #struct = '';
  readonly #structs: { readonly outer: string; readonly names: number }[] = [];
  /** Names and keys, and indexes of lists. */
  readonly #path: (string | number)[] = [];

  #structures = 0;

  /** `outer`: how deep what is decoded lies in something else; `most`: how many structures it may have. */
  constructor(
    private readonly outer = 0,
    private readonly most = Infinity,
  ) {}

  /** Counts a structure. Throws TooManyStructures. */
  structure(): void {
    this.#structures += 1;
    if (this.#structures > this.most) throw new TooManyStructures(this.most);
  }

  /** How deep decoding is. */
  get level(): number {
    return this.outer + this.#path.length;
  }
  get first(): Error | undefined {
    return this.#first;
  }
  get strict(): readonly string[] {
    return [...this.#strict];
  }

  /** Goes into a field of a struct. */
  enterField(struct: string, names: readonly string[]): void {
    this.#structs.push({ outer: this.#struct, names: names.length });
    this.#struct = struct;
    this.#fields.push(...names);
    this.#path.push(names.at(-1) ?? '');
  }
  leaveField(): void {
    const { outer, names } = this.#structs.pop() ?? { outer: '', names: 0 };
    this.#path.pop();
    this.#fields.length -= names;
    this.#struct = outer;
  }
  enterKey(key: string): void {
    this.#path.push(key);
  }
  enterIndex(index: number): void {
    this.#path.push(index);
  }
  /** Leaves a key or an index. */
  leave(): void {
    this.#path.pop();
  }

  mismatch(value: string, goType: string): void {
    this.#first ??= this.located(new TypeMismatch(value, goType));
  }
  error(error: Error): void {
    this.#first ??= this.located(error);
  }
  /** A mismatch with the place at which decoding is; other errors as they are. */
  located(error: unknown): Error {
    if (!(error instanceof TypeMismatch)) return error instanceof Error ? error : new Error(String(error));
    if (this.#struct === '') return error;
    const field = [...this.#fields, ...(error.field === '' ? [] : [error.field])].join('.');
    return new Error(`json: cannot unmarshal ${error.value} into Go struct field ${this.#struct}.${field} of type ${error.goType}`);
  }
  unknownField(name: string): void {
    this.#note('unknown', name);
  }
  duplicateField(name: string): void {
    this.#note('duplicate', name);
  }
  #note(what: string, name: string): void {
    if (this.#strict.size >= MOST_STRICT_ERRORS) return;
    const path = [...this.#path, name].map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`));
    this.#strict.add(`${what} field ${quote(path.join(''))}`);
  }
}
