/**
 * JSON as it was sent, without the space between its tokens, and with what HTML reads escaped: numbers, repeated keys and their order stay.
 * After Compact of encoding/json with escapes.
 */
const TOKENS = /"(?:[^"\\]|\\.)*"|[ \t\r\n]+|[^" \t\r\n]+/gs;
const isSpace = (token: string): boolean => token.trim() === '';
const ESCAPED = /[<>&\u2028\u2029]/g;
const escapeOf = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** `json` is valid. */
export function compactJson(json: string): string {
  const parts: string[] = [];
  for (const [token] of json.matchAll(TOKENS)) if (!isSpace(token)) parts.push(token.startsWith('"') ? token.replace(ESCAPED, escapeOf) : token);
  return parts.join('');
}
