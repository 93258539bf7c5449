/**
 * The credentials and the values of Secrets in an object, however deep: in JSON, YAML or protobuf, a Table, a watch event, a patch; and in a
 * text of any kind, which may hold such objects: documents, lines of a log or of a command.
 */
import { loadAll } from 'js-yaml';
import { jsonOfProtobuf } from '../../targets/cluster/protobuf-body';
import { hasScheme, holdsCredential } from './credential-names';
import { found, type Found } from './found';
import { hexDumps } from './hex-dumps';
import { byForm, byName, credentialRows, decodedBasic, literals, ofMalformedSecret } from './find-by-form';

/** Longer texts are not parsed as a whole: no document of a scenario is as long. */
const LONGEST = 4_000_000;
const DOCUMENT = /^[ \t]{0,40}(?:- )?(?:apiVersion|kind|data|stringData|users|items|patch):/m;
const WORTH_READING = /token|secret|passw|passphrase|auth|cookie|key|credential|bearer|eyJ|ZXlK|LS0tLS1CRUdJTi|:\/\/[^/\s]*@/i;
type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Of the types of Secret that Kubernetes itself makes, the fields that are credentials; the others say whose they are. */
const CREDENTIALS_OF_TYPE: ReadonlyMap<unknown, ReadonlySet<string>> = new Map([
  ['kubernetes.io/service-account-token', new Set(['token'])],
  ['bootstrap.kubernetes.io/token', new Set(['token-secret'])],
]);
const isCertificate = (text: string): boolean => text.trimStart().startsWith('-----BEGIN CERTIFICATE-----');

function ofBase64(value: string, name: string): readonly Found[] {
  const bytes = Buffer.from(value, 'base64');
  const text = bytes.toString();
  if (isCertificate(text)) return [];
  // A value that is not base64 is refused, and was meant as the value itself.
  const inside = text.includes('\ufffd') ? [] : findInText(text);
  return [found(value, name), ...(bytes.length > 0 ? [found(bytes, name)] : []), ...inside];
}

const ofText = (value: string, name: string): readonly Found[] => (isCertificate(value) ? [] : [found(value, name), ...findInText(value)]);

function valuesOf(fields: unknown, type: unknown, read: (value: string, name: string) => readonly Found[]): readonly Found[] {
  const credentials = CREDENTIALS_OF_TYPE.get(type);
  if (!isFields(fields)) return typeof fields === 'string' ? read(fields, 'data') : [];
  return Object.entries(fields).flatMap(([name, value]) =>
    value === null || value === undefined || (credentials !== undefined && !credentials.has(name))
      ? []
      : read(typeof value === 'string' ? value : JSON.stringify(value), name),
  );
}

/** An operation of a JSON patch on a Secret: { op, path: "/data/key", value }. */
function ofOperation({ path, value }: Fields): readonly Found[] {
  const [, field, name] = typeof path === 'string' ? path.split('/') : [];
  const fields = name === undefined ? value : { [name]: value };
  if (field === 'data') return valuesOf(fields, undefined, ofBase64);
  return field === 'stringData' ? valuesOf(fields, undefined, ofText) : [];
}

function ofPair(name: string, value: string): readonly Found[] {
  if (hasScheme(name)) return [...ofText(value, name), ...ofText(value.replace(/^\S+\s+/, ''), name)];
  return holdsCredential(name) ? ofText(value, name) : [];
}

/** The word after `--token` in the arguments of a container or of an exec plugin. */
const inArguments = (words: readonly unknown[]): readonly Found[] =>
  words.flatMap((word, at) => {
    const name = typeof words[at - 1] === 'string' ? /^--?(?<name>[\w-]{1,40})$/.exec(String(words[at - 1]))?.groups?.['name'] : undefined;
    return typeof word === 'string' && !word.startsWith('-') && name !== undefined && holdsCredential(name) ? ofText(word, name) : [];
  });

function inFields(fields: Fields, inSecret: boolean): readonly Found[] {
  const { kind, type, name, value } = fields;
  const secret = inSecret || kind === 'Secret' || kind === 'SecretList';
  // { name: "PASSWORD", value: "..." }: an environment variable, a header.
  const pair = typeof name === 'string' && typeof value === 'string' ? ofPair(name, value) : [];
  const patched = secret && 'op' in fields ? ofOperation(fields) : [];
  return [...pair, ...patched, ...Object.entries(fields).flatMap(([key, item]) => inField(key, item, secret, type))];
}

function inField(key: string, item: unknown, secret: boolean, type: unknown): readonly Found[] {
  if (secret && key === 'data') return valuesOf(item, type, ofBase64);
  if (secret && key === 'stringData') return valuesOf(item, type, ofText);
  if (typeof item !== 'string') return findInObject(item, secret);
  // Of a registry, beside its user.
  if (key === 'auth') return [...decodedBasic(item).flatMap((one) => [one, found(item, key)]), ...findInText(item, secret)];
  if (item === '' || !holdsCredential(key)) return findInText(item, secret);
  return key.endsWith('-data') ? ofBase64(item, key) : ofText(item, key);
}

/** `secret`: the address of the object says that it is a Secret or a part of one. */
export function findInObject(value: unknown, secret = false): readonly Found[] {
  if (typeof value === 'string') return findInText(value, secret);
  if (Array.isArray(value)) return [...inArguments(value), ...value.flatMap((item: unknown) => findInObject(item, secret))];
  return isFields(value) ? inFields(value, secret) : [];
}

/** What a body in protobuf holds as an object; undefined for other bytes, and for a kind that is not known. */
export function objectOfProtobuf(bytes: Uint8Array): unknown {
  try {
    const json = jsonOfProtobuf(bytes);
    return json === undefined ? undefined : (JSON.parse(json) as unknown);
  } catch {
    return undefined;
  }
}

function parsed(text: string): readonly unknown[] {
  const trimmed = text.trim();
  try {
    if (/^[[{]/.test(trimmed)) return [JSON.parse(trimmed) as unknown];
  } catch {
    // Perhaps there is one document a line.
  }
  try {
    if (trimmed.startsWith('{')) return trimmed.split('\n').map((line) => JSON.parse(line) as unknown);
    return DOCUMENT.test(text) ? loadAll(text) : [];
  } catch {
    return [];
  }
}

/** Documents that a line holds beside other words: a log shows bodies so. */
const inLines = (text: string): readonly unknown[] =>
  text.split('\n').flatMap((line) => {
    const [from, to] = [line.indexOf('{"'), line.lastIndexOf('}')];
    return from <= 0 || to < from ? [] : parsed(line.slice(from, to + 1));
  });

/** `secret`: the text is that of a Secret, or of a part of one. */
export function findInText(text: string, secret = false): readonly Found[] {
  const documents = documentsIn(text, secret);
  const malformed = documents.length === 0 && (secret || /\bSecret\b/.test(text)) ? ofMalformedSecret(text) : [];
  return [...foundInText(text, documents, secret), ...malformed];
}

/** The same of what is written about exchanges, which is not a document by itself. */
export const findInReport = (text: string): readonly Found[] => foundInText(text, documentsIn(text, false), false);

const documentsIn = (text: string, secret: boolean): readonly unknown[] =>
  text.length > LONGEST || (!secret && !WORTH_READING.test(text)) ? [] : [...parsed(text), ...inLines(text)];

function foundInText(text: string, documents: readonly unknown[], secret: boolean): readonly Found[] {
  if (text.length < 3) return [];
  const rows = text.includes(',') ? credentialRows(text) : [];
  const always = [...rows, ...literals(text)];
  if (!secret && !WORTH_READING.test(text)) return always;
  const objects = documents.flatMap((document) => (typeof document === 'string' ? [] : findInObject(document, secret)));
  const dumped = hexDumps(text).flatMap((bytes) => findInObject(objectOfProtobuf(bytes)));
  return [...always, ...byForm(text), ...byName(text), ...objects, ...dumped];
}
