/**
 * Reports are shown around, so nothing in them opens a door: bearer tokens, private keys and the values of Secrets are
 * replaced before anything is attached. What a value is called stays readable.
 */
const MASK = '<masked>';

const JSON_WEB_TOKEN = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;
const CREDENTIAL_HEADER = /^(authorization|proxy-authorization|cookie|set-cookie)$/i;
const PRIVATE_KEY = /-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]*?-----END \1-----/g;
/** Fields whose text is a credential wherever they occur: TokenRequest, TokenReview, kubeconfig. */
const CREDENTIAL_FIELD: ReadonlySet<string> = new Set(['token', 'password', 'client-key-data']);
const SECRET_KINDS: ReadonlySet<unknown> = new Set(['Secret', 'SecretList']);
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const maskValues = (value: unknown): unknown => (isObject(value) ? Object.fromEntries(Object.keys(value).map((key) => [key, MASK])) : MASK);

function maskField(key: string, value: unknown, inSecret: boolean): unknown {
  if (value === null) return value;
  if (inSecret && (key === 'data' || key === 'stringData')) return maskValues(value);
  if (inSecret && key === LAST_APPLIED) return MASK;
  if (CREDENTIAL_FIELD.has(key) && typeof value === 'string' && value !== '') return MASK;
  return maskObject(value, inSecret);
}

function maskObject(value: unknown, inSecret: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => maskObject(item, inSecret));
  if (typeof value === 'string') return maskText(value);
  if (!isObject(value)) return value;
  // Items of a SecretList have no kind, so they inherit it; a watch event or a PATCH is seen as a whole.
  const secret = inSecret || SECRET_KINDS.has(value['kind']);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskField(key, item, secret)]));
}

/** Text in which credentials are recognised by their form alone. */
export function maskText(text: string): string {
  return text.replace(JSON_WEB_TOKEN, MASK).replace(PRIVATE_KEY, `-----BEGIN $1-----${MASK}-----END $1-----`);
}

/** A value of JSON; `aboutSecrets` when its address says that it is a Secret or a part of one. */
export const maskJson = (value: unknown, aboutSecrets = false): unknown => maskObject(value, aboutSecrets);

export const maskHeader = (name: string, value: string): string => (CREDENTIAL_HEADER.test(name) ? MASK : maskText(value));
