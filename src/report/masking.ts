/**
 * Reports are shown around, so nothing in them opens a door: bearer tokens, private keys and the values of Secrets are
 * replaced before anything is attached. What a value is called stays readable.
 */
const MASK = '<masked>';
/** The same where only base64 is taken. */
const MASK_BASE64 = Buffer.from(MASK).toString('base64');

const JSON_WEB_TOKEN = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;
const CREDENTIAL_HEADER = /^(authorization|proxy-authorization|cookie|set-cookie)$/i;
const PRIVATE_KEY = /-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]*?-----END \1-----/g;
/** Fields whose text is a credential wherever they occur: TokenRequest, TokenReview, kubeconfig. */
const CREDENTIAL_FIELD: ReadonlySet<string> = new Set(['token', 'password', 'client-key-data']);
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
  if (CREDENTIAL_FIELD.has(key) && typeof value === 'string' && value !== '') return MASK;
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

/** Text in which credentials are recognised by their form alone. */
export function maskText(text: string): string {
  return text.replace(JSON_WEB_TOKEN, MASK).replace(PRIVATE_KEY, `-----BEGIN $1-----${MASK}-----END $1-----`);
}

/** A value of JSON; `secret` when its address says that it is a Secret or a part of one. */
export const maskJson = (value: unknown, secret = false, form: Form = 'text'): unknown => maskObject(value, secret, form);

/** Whether a path leads to Secrets. */
export const aboutSecrets = (path: string): boolean => /\/secrets(?:[/?]|$)/.test(path);

export const maskHeader = (name: string, value: string): string => (CREDENTIAL_HEADER.test(name) ? MASK : maskText(value));
