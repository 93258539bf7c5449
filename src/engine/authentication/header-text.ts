/**
 * A header is bytes, one character each. Go takes them for UTF-8; a byte that is none stays apart as U+DC80 to U+DCFF, which is no
 * text either: %q writes it as \x and JSON as U+FFFD.
 */
const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);
const isBytes = (text: string): boolean => /^[\0-\xff]*$/.test(text);

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function character(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

export function headerText(value: string): string {
  if (isAscii(value) || !isBytes(value)) return value;
  const bytes = Buffer.from(value, 'latin1');
  const whole = character(bytes);
  if (whole !== undefined) return whole;
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const length = [1, 2, 3, 4].find((size) => at + size <= bytes.length && character(bytes.subarray(at, at + size)) !== undefined);
    text += length === undefined ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0)) : (character(bytes.subarray(at, at + length)) ?? '');
    at += length ?? 1;
  }
  return text;
}
