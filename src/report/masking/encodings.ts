/**
 * The texts in which a value may stand: as it is, escaped for JSON, a URL or HTML, in hexadecimal, and in base64 wherever in a longer text
 * it stands (three alignments, two alphabets).
 */
export interface Encoding {
  readonly text: string;
  /** Whether the character before or after it is partly of the value, too. */
  readonly before: boolean;
  readonly after: boolean;
}

/** Shorter texts stand by chance, too: they are looked for beside their name only. */
export const SHORTEST = 8;

const BITS = 8;
const OFFSETS = [0, 1, 2] as const;
const BASE64_BITS = 6;

/** The characters that depend on the value alone when so many bytes come before it. */
function base64After(bytes: Buffer, offset: number): Encoding {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  const [from, to] = [(offset * BITS) / BASE64_BITS, ((offset + bytes.length) * BITS) / BASE64_BITS];
  return { text: whole.slice(Math.ceil(from), Math.floor(to)), before: !Number.isInteger(from), after: !Number.isInteger(to) };
}

const urlAlphabet = ({ text, ...rest }: Encoding): Encoding => ({ text: text.replaceAll('+', '-').replaceAll('/', '_'), ...rest });

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
/** As encoding/json of Go writes it. */
const inGoJson = (text: string): string => inJson(text).replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
const inHtml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');

function inUrl(text: string): readonly string[] {
  const strict = [...Buffer.from(text)].map((byte) =>
    /[\w.~-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  );
  const escaped = strict.join('');
  const lenient = encodeURIComponent(text);
  const each = [escaped, lenient, lenient.replaceAll('%20', '+')];
  return [...each, ...each.map((one) => one.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()))];
}

/** The texts of a value that is text; undefined for other bytes. */
export function textOf(bytes: Buffer): string | undefined {
  const text = bytes.toString();
  return text.includes('\ufffd') ? undefined : text;
}

function texts(text: string): readonly string[] {
  const json = [inJson(text), inGoJson(text)];
  return [text, ...json, ...json.map(inJson), inHtml(text), text.replaceAll("'", "''"), ...inUrl(text)];
}

/** Every text, each once, of those that are long enough to be looked for anywhere. */
export function encodingsOf(bytes: Buffer): readonly Encoding[] {
  const text = textOf(bytes);
  const hex = bytes.toString('hex');
  // Among bytes that are no text each byte is a character.
  const plain = [bytes.toString('latin1'), ...(text === undefined ? [] : texts(text)), hex, hex.toUpperCase()];
  const once = OFFSETS.map((offset) => base64After(bytes, offset));
  // What is in base64 is so again where a Secret holds it: auth of a .dockerconfigjson, a kubeconfig.
  const twice = once.flatMap(({ text: inner }) => OFFSETS.map((offset) => base64After(Buffer.from(inner), offset)));
  const base64 = [...once, ...twice];
  const all = [...plain.map((one) => ({ text: one, before: false, after: false })), ...base64, ...base64.map(urlAlphabet)];
  const found = new Map(all.filter((one) => one.text.length >= SHORTEST).map((one) => [one.text, one]));
  return [...found.values()];
}
