/**
 * The bytes of objects that were encoded lately. Objects are immutable, so what one client was sent another is sent as well: a write
 * that a thousand clients watch is encoded once, and lies in memory once. What has not been asked for again is forgotten
 * when as much newer has come, and the bytes of an object that is gone, such as one of a server that has been closed, go with it.
 */
export class EncodedObjects {
  #young = new Map<string, WeakMap<object, Uint8Array>>();
  #old: ReadonlyMap<string, WeakMap<object, Uint8Array>> = new Map();
  #bytes = 0;

  constructor(readonly limit: number) {}

  /** `form` names everything beside the object that the bytes depend on. */
  bytesOf(object: object, form: string, encode: () => Uint8Array): Uint8Array {
    const young = this.#young.get(form)?.get(object);
    if (young !== undefined) return young;
    const bytes = this.#old.get(form)?.get(object) ?? encode();
    this.#keep(object, form, bytes);
    return bytes;
  }

  #keep(object: object, form: string, bytes: Uint8Array): void {
    const size = bytes.length + PER_ENTRY;
    if (this.#bytes + size > this.limit / 2) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#bytes = 0;
    }
    const objects = this.#young.get(form);
    if (objects === undefined) this.#young.set(form, new WeakMap([[object, bytes]]));
    else objects.set(object, bytes);
    this.#bytes += size;
  }
}

/** About what an entry takes beside its bytes. */
const PER_ENTRY = 200;
