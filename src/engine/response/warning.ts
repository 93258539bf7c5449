/**
 * Warning headers: RFC 2616's form with code 299 and no agent. A text is sent once; control characters are dropped.
 * After k8s.io/apimachinery/pkg/util/net.NewWarningHeader and k8s.io/apiserver/pkg/endpoints/filters/warning.go.
 */
const MAX_TOTAL = 4 * 1024;
const MAX_EACH_WHEN_LONG = 256;

// eslint-disable-next-line no-control-regex -- what upstream refuses to put into a header
const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f]/g, '');
const headerValue = (text: string): string => `299 - "${printable(text).replace(/[\\"]/g, '\\$&')}"`;

/** All warnings together stay below 4 KiB: then each is cut to 256 bytes, and what still does not fit is left out. */
export function warningHeaders(texts: readonly string[]): readonly string[] {
  if (texts.length === 0) return [];
  const distinct = [...new Set(texts)].filter((text) => text !== '');
  const total = distinct.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (total <= MAX_TOTAL) return distinct.map(headerValue);
  const headers: string[] = [];
  let written = 0;
  for (const text of distinct) {
    const cut = Buffer.from(text).subarray(0, MAX_EACH_WHEN_LONG).toString();
    written += Buffer.byteLength(cut);
    if (written > MAX_TOTAL) break;
    headers.push(headerValue(cut));
  }
  return headers;
}
