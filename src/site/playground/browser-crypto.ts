/** The random values that objects get, from the browser. A page of a file or over HTTP has no crypto.randomUUID. */
const bytes = (count: number): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(count));

export const randomInt = (below: number): number => new DataView(bytes(4).buffer).getUint32(0) % below;

export function randomUUID(): string {
  const random = bytes(16).map((byte, at) => (at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte));
  const digits = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
