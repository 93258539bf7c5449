/**
 * What an index of HPACK stands for: the static table, and behind it the fields that were sent lately, the newest first.
 * Upstream: RFC 7541, section 2.3 and appendix A; golang.org/x/net/http2/hpack/tables.go
 */
export type Field = readonly [name: string, value: string];

/** One line a name, with the values that have an index of their own. */
const STATIC = `:authority
:method|GET|POST
:path|/|/index.html
:scheme|http|https
:status|200|204|206|304|400|404|500
accept-charset
accept-encoding|gzip, deflate
accept-language
accept-ranges
accept
access-control-allow-origin
age
allow
authorization
cache-control
content-disposition
content-encoding
content-language
content-length
content-location
content-range
content-type
cookie
date
etag
expect
expires
from
host
if-match
if-modified-since
if-none-match
if-range
if-unmodified-since
last-modified
link
location
max-forwards
proxy-authenticate
proxy-authorization
range
referer
refresh
retry-after
server
set-cookie
strict-transport-security
transfer-encoding
user-agent
vary
via
www-authenticate`;

export const STATIC_FIELDS: readonly Field[] = STATIC.split('\n').flatMap((line): Field[] => {
  const [name = '', ...values] = line.split('|');
  return values.length === 0 ? [[name, '']] : values.map((value) => [name, value] as const);
});

/** What RFC 7541 counts for a field beside its bytes. */
const OVERHEAD = 32;
export const sizeOf = ([name, value]: Field): number => name.length + value.length + OVERHEAD;

export const DEFAULT_TABLE_SIZE = 4096;

export class DynamicTable {
  /** The oldest first. */
  readonly #fields: Field[] = [];
  readonly #onEvict: (field: Field) => void;
  #size = 0;
  #limit = DEFAULT_TABLE_SIZE;

  constructor(onEvict: (field: Field) => void = () => undefined) {
    this.#onEvict = onEvict;
  }

  get isEmpty(): boolean {
    return this.#size === 0;
  }

  get limit(): number {
    return this.#limit;
  }

  /** A field that is larger than the table empties it. */
  add(field: Field): void {
    this.#fields.push(field);
    this.#size += sizeOf(field);
    this.#evict();
  }

  resize(limit: number): void {
    this.#limit = limit;
    this.#evict();
  }

  /** What an index stands for, from 1 on. */
  at(index: number): Field | undefined {
    return index <= STATIC_FIELDS.length ? STATIC_FIELDS[index - 1] : this.#fields[this.#fields.length - (index - STATIC_FIELDS.length)];
  }

  #evict(): void {
    while (this.#size > this.#limit) {
      const oldest = this.#fields.shift();
      if (oldest === undefined) return;
      this.#size -= sizeOf(oldest);
      this.#onEvict(oldest);
    }
  }
}
