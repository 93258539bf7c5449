/**
 * The bytes of objects that were encoded lately. Objects are immutable, so what one client was sent another is sent as well: a write
 * that a thousand clients watch is encoded once, and lies in memory once. What has not been asked for again is forgotten
 * when as much newer has come.
 */
export class EncodedObjects {
  #young = new Map<object, Map<string, Uint8Array>>();
  #old: ReadonlyMap<object, ReadonlyMap<string, Uint8Array>> = new Map();
  #bytes = 0;

  constructor(readonly limit: number) {}

  /** `form` names everything beside the object that the bytes depend on. */
  bytesOf(object: object, form: string, encode: () => Uint8Array): Uint8Array {
    const young = this.#young.get(object)?.get(form);
    if (young !== undefined) return young;
    const bytes = this.#old.get(object)?.get(form) ?? encode();
    this.#keep(object, form, bytes);
    return bytes;
  }

  #keep(object: object, form: string, bytes: Uint8Array): void {
    if (this.#bytes + bytes.length > this.limit / 2) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#bytes = 0;
    }
    const forms = this.#young.get(object);
    if (forms === undefined) this.#young.set(object, new Map([[form, bytes]]));
    else forms.set(form, bytes);
    this.#bytes += bytes.length;
  }
}
