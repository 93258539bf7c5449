/**
 * Masks credentials and the values of Secrets where they stand: in a field, a header, a parameter of a URL, or as a text that has the form of
 * one. So short values are masked, too, and those that were not seen before. What a value is called stays readable.
 */
import { unescaped } from '../../engine/apimachinery/unescaped';
import { replacePemBlocks, type PemBlock } from '../../engine/golang/pem';
import { holdsCredential, isCredentialHeader } from './credential-names';
import { MASK } from './mask';

/** The same where only base64 is taken. */
const MASK_BASE64 = Buffer.from(MASK).toString('base64');

/** The token of a WebSocket's handshake: the other protocols say nothing of who asks. */
const BEARER_PROTOCOL = /base64url\.bearer\.authorization\.k8s\.io\.[\w-]+/g;
const SECRET_KINDS: ReadonlySet<unknown> = new Set(['Secret', 'SecretList']);
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** How the values of Secrets are masked: for readers, or so that a server still takes them. */
type Form = 'text' | 'base64';

const maskValues = (value: unknown, mask: string): unknown => (isObject(value) ? Object.fromEntries(Object.keys(value).map((key) => [key, mask])) : mask);

function maskField(key: string, value: unknown, inSecret: boolean, form: Form): unknown {
  if (value === null) return value;
  if (inSecret && key === 'data') return maskValues(value, form === 'text' ? MASK : MASK_BASE64);
  if (inSecret && key === 'stringData') return maskValues(value, MASK);
  if (inSecret && key === LAST_APPLIED) return MASK;
  if (holdsCredential(key) && typeof value === 'string' && value !== '') return MASK;
  return maskObject(value, inSecret, form);
}

function maskObject(value: unknown, inSecret: boolean, form: Form): unknown {
  if (Array.isArray(value)) return value.map((item) => maskObject(item, inSecret, form));
  if (typeof value === 'string') return maskText(value);
  if (!isObject(value)) return value;
  // Items of a SecretList have no kind, so they inherit it; a watch event or a PATCH is seen as a whole.
  const secret = inSecret || SECRET_KINDS.has(value['kind']);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskField(key, item, secret, form)]));
}

/** Words between dots: three of them in a row are a JSON Web Token when the first goes on from `eyJ`, and the third may be empty. */
function maskTokens(words: string): string {
  const parts = words.split('.');
  const kept: string[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at] ?? '';
    const start = at + 2 < parts.length && parts[at + 1] !== '' ? part.search(/\beyJ[\w-]/) : -1;
    kept.push(start === -1 ? part : part.slice(0, start) + MASK);
    if (start !== -1) at += 2;
  }
  return kept.join('.');
}

const maskKey = ({ type, text }: PemBlock): string => (type.endsWith('PRIVATE KEY') ? `-----BEGIN ${type}-----${MASK}-----END ${type}-----` : text);

/** Text in which credentials are recognised by their form alone. */
export const maskText = (text: string): string => replacePemBlocks(text.replace(/[\w.-]+/g, maskTokens), maskKey);

/** A value of JSON; `secret` when its address says that it is a Secret or a part of one. */
export const maskJson = (value: unknown, secret = false, form: Form = 'text'): unknown => maskObject(value, secret, form);

/** Whether a path leads to Secrets. */
export const aboutSecrets = (path: string): boolean => /\/secrets(?:[/?]|$)/.test(unescaped(path));

export const maskHeader = (name: string, value: string): string =>
  isCredentialHeader(name) ? MASK : maskText(value.replace(BEARER_PROTOCOL, `base64url.bearer.authorization.k8s.io.${MASK}`));

function maskParameter(parameter: string): string {
  const at = parameter.indexOf('=');
  return at !== -1 && holdsCredential(unescaped(parameter.slice(0, at))) ? `${parameter.slice(0, at)}=${MASK}` : parameter;
}

/** A path with its query. */
export function maskPath(path: string): string {
  const at = path.indexOf('?');
  return maskText(
    at === -1
      ? path
      : path.slice(0, at + 1) +
          path
            .slice(at + 1)
            .split('&')
            .map(maskParameter)
            .join('&'),
  );
}
