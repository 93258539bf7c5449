/** Reads one answer of HTTP/1.1 off the front of what was received. */
export interface Http1Answer {
  readonly status: number;
  /** Names in lower case; values of the same name joined. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  /** How many bytes it took. */
  readonly length: number;
}

function dechunked(bytes: Buffer, from: number): readonly [string, number] | undefined {
  const parts: Buffer[] = [];
  for (let at = from; ;) {
    const end = bytes.indexOf('\r\n', at);
    if (end === -1) return undefined;
    const size = parseInt(bytes.toString('latin1', at, end), 16);
    if (Number.isNaN(size) || bytes.length < end + 2 + size + 2) return undefined;
    if (size === 0) return [Buffer.concat(parts).toString(), end + 4];
    parts.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}

/** undefined: it is not all there. `ended` says that no more comes. Interim answers are passed over. */
export function readAnswer(bytes: Buffer, headOnly: boolean, ended: boolean): Http1Answer | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const [first = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1] ?? 0);
  const body = end + 4;
  if (status === 100) {
    const next = readAnswer(bytes.subarray(body), headOnly, ended);
    return next && { ...next, length: next.length + body };
  }
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  if (headOnly || status === 204 || status === 304) return { status, headers, text: '', length: body };
  if (headers.get('transfer-encoding') === 'chunked') {
    const [text, length] = dechunked(bytes, body) ?? [];
    if (text !== undefined && length !== undefined) return { status, headers, text, length };
    // A watch that goes on: what there is of it.
    return ended ? { status, headers, text: bytes.toString('utf8', body), length: bytes.length } : undefined;
  }
  const length = headers.get('content-length');
  if (length === undefined) return ended ? { status, headers, text: bytes.toString('utf8', body), length: bytes.length } : undefined;
  const stop = body + Number(length);
  return bytes.length >= stop || ended ? { status, headers, text: bytes.toString('utf8', body, stop), length: Math.min(stop, bytes.length) } : undefined;
}
