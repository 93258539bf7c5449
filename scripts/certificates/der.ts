/** Writes DER, also what no certificate should hold. */
const lengthOf = (size: number): Buffer => {
  if (size < 0x80) return Buffer.from([size]);
  const hex = size.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
};

export function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => element(0x30, ...parts);
export const set = (...parts: readonly Uint8Array[]): Buffer => element(0x31, ...parts);
export const octets = (bytes: Uint8Array): Buffer => element(0x04, bytes);
export const bits = (bytes: Uint8Array, unused = 0): Buffer => element(0x03, Buffer.from([unused]), bytes);
export const truth = (value = 0xff): Buffer => element(0x01, Buffer.from([value]));
export const integer = (value: number): Buffer => {
  const bytes = [value & 0xff];
  for (let rest = value >> 8; !(rest === 0 && (bytes[0] ?? 0) < 0x80) && !(rest === -1 && (bytes[0] ?? 0) >= 0x80); rest >>= 8) bytes.unshift(rest & 0xff);
  return element(0x02, Buffer.from(bytes));
};
export const text = (tag: number, value: string): Buffer => element(tag, Buffer.from(value));
export const nothing = (): Buffer => element(0x05);

/** A number in groups of seven bits. */
const groups = (value: number): number[] => {
  const bytes = [value & 0x7f];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
};

export function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest].flatMap(groups)));
}
