/**
 * An address of electronic mail in its two parts. After parseRFC2821Mailbox and domainToReverseLabels of crypto/x509/verify.go.
 */
export interface Mailbox {
  readonly local: string;
  readonly domain: string;
}

/** In quotes: anything but what separates; a backslash makes the next character part of the name. */
// eslint-disable-next-line no-control-regex -- the grammar of mailboxes has control characters
const QUOTED = /^"((?:[\x01-\x08\x0b\x0c\x0e-!#-[\]-\x7f]|\\[\x01-\x09\x0b\x0c\x0e-\x7f])*)"@/;
/** Without quotes a backslash lets any character follow, too. */
const UNQUOTED = /^((?:\\[^]|[0-9a-zA-Z!#$%&'*+\-/=?^_`{|}~.])+)@/;

const unescaped = (text: string): string => text.replaceAll(/\\([^])/g, '$1');

/** Reports whether a name is made of labels of visible characters, none of them empty. */
export const isDomain = (name: string): boolean => /^[!-~]*$/.test(name) && (name === '' || name.split('.').every((label) => label !== ''));

export function mailboxOf(text: string): Mailbox | undefined {
  const isQuoted = text.startsWith('"');
  const match = (isQuoted ? QUOTED : UNQUOTED).exec(text);
  if (match === null) return undefined;
  const local = unescaped(match[1] ?? '');
  if (!isQuoted && (local.startsWith('.') || local.endsWith('.') || local.includes('..'))) return undefined;
  const domain = text.slice(match[0].length);
  return isDomain(domain) ? { local, domain } : undefined;
}
