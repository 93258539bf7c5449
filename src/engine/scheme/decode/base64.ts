/** base64.StdEncoding of Go: strict about what it takes, though line breaks may stand anywhere. */
const isBreak = (character: string | undefined): boolean => character === '\r' || character === '\n';
const isDigit = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39) || code === 0x2b || code === 0x2f;

/** The decoded bytes; throws with Go's words, which name the byte at which the text stops being base64. */
export function decodeBase64(text: string): Buffer {
  const whole = Buffer.from(text, 'base64');
  // What is written in the one usual way is right.
  if (whole.toString('base64') === text) return whole;
  const corrupt = (at: number): never => {
    throw new Error(`illegal base64 data at input byte ${at}`);
  };
  let at = 0;
  for (;;) {
    let digits = 0;
    for (; digits < 4; at += 1) {
      const character = text[at];
      if (character === undefined) {
        if (digits === 0) return Buffer.from(text.replace(/[\r\n]/g, ''), 'base64');
        corrupt(Buffer.byteLength(text.slice(0, at)) - digits);
      }
      if (isBreak(character)) continue;
      if (isDigit(text.charCodeAt(at))) digits += 1;
      else if (character === '=' && digits >= 2) return padded(text, at, digits, corrupt);
      else corrupt(Buffer.byteLength(text.slice(0, at)));
    }
  }
}

/** One = after three digits, two after two, and nothing behind them. */
function padded(text: string, first: number, digits: number, corrupt: (at: number) => never): Buffer {
  let at = first + 1;
  const skip = (): void => {
    while (isBreak(text[at])) at += 1;
  };
  if (digits === 2) {
    skip();
    if (at >= text.length) corrupt(text.length);
    if (text[at] !== '=') corrupt(at - 1);
    at += 1;
  }
  skip();
  if (at < text.length) corrupt(at);
  return Buffer.from(text.replace(/[\r\n]/g, ''), 'base64');
}
