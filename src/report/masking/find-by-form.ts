/**
 * The credentials in a text that no parser reads: what has the form of a token or of a private key, what stands beside a name that
 * credentials have, the rows of a file of tokens, and the fields of a Secret that is malformed.
 */
import { pemBlocks } from '../../engine/golang/pem';
import { CREDENTIAL_WORDS, NAMED_VALUE } from './credential-names';
import { SHORTEST } from './encodings';
import { found, type Found } from './found';

const JWT = /(?<![\w-])eyJ[\w-]{2,}\.[\w-]+\.[\w-]*/g;
/** The beginnings of `eyJ` and of `-----BEGIN` in base64. */
const BASE64 = /(?:ZXlK|LS0tLS1CRUdJTi)[\w+/-]+={0,2}/g;
const USER_INFO = /(?<=:\/\/)[^/\s@:]{0,200}:(?<password>[^/\s@]{1,200})(?=@)/g;
const BEARER_PROTOCOL = /base64url\.bearer\.authorization\.k8s\.io\.(?<token>[\w-]+)/g;
/** A line of --token-auth-file or --basic-auth-file: secret,user,uid,"groups". */
const CREDENTIAL_ROW = /^(?<secret>[^,\s"]+),(?<user>[^,\s]+),[^,]*(?:,.*)?$/;
/** kubectl create secret generic db --from-literal=user=root */
const LITERAL = /--from-literal[= ]["']?(?<name>[\w.-]+)=(?<value>[^\s"']+)/g;
/** kubectl --password word, which stands apart from its name. */
const FLAG = new RegExp(`(?<![\\w-])--(?<name>(?:[a-z]{1,20}-)?(?:${CREDENTIAL_WORDS}))[ \\t]{1,4}["']?(?<value>[^\\s"'-][^\\s"']{0,4095})`, 'g');
/** A word of prose after `token:` is none. */
const looksMade = (value: string): boolean => value.length >= 20 || (/\d/.test(value) && /[a-z]/i.test(value));
const PAIR = /(?<![\w.-])(?<name>[\w.-]{1,253})\\?["']?[ \t]{0,4}:[ \t\r\n]{0,4}(?:\\?["'])?(?<value>[^\s"'\\,}][^"'\\,}\n]{0,65536})/g;

export function byForm(text: string): readonly Found[] {
  const keys = text.includes('PRIVATE KEY') ? pemBlocks(text).filter(({ type }) => type.endsWith('PRIVATE KEY')) : [];
  const inside = [...text.matchAll(BASE64)].flatMap(([encoded]) => byForm(Buffer.from(encoded, 'base64').toString()));
  return [
    ...[...text.matchAll(JWT)].map(([token]) => found(token)),
    ...keys.flatMap((key) => [found(`${key.text}\n`), found(key.text)]),
    ...[...text.matchAll(USER_INFO)].map(({ groups }) => found(groups?.['password'] ?? '', 'password')),
    ...[...text.matchAll(BEARER_PROTOCOL)].flatMap(({ groups }) => [found(groups?.['token'] ?? ''), found(Buffer.from(groups?.['token'] ?? '', 'base64url'))]),
    ...inside,
  ];
}

/** `user:password` in base64. */
export function decodedBasic(value: string): readonly Found[] {
  const text = Buffer.from(value, 'base64').toString();
  const colon = text.indexOf(':');
  return colon === -1 || text.includes('\ufffd') ? [] : [found(text), found(text.slice(colon + 1), 'password')];
}

/** A value beside a name of credentials. Without quotes and after a colon it may be prose. */
export const byName = (text: string): readonly Found[] =>
  [...text.matchAll(NAMED_VALUE)].flatMap(({ groups }) => {
    const { name = '', between = '', quote, value = '' } = groups ?? {};
    const scheme = /(?:Bearer|Basic)[ \t]+$/i.exec(between)?.[0];
    if (quote === undefined && scheme === undefined && /:/.test(between) && !looksMade(value)) return [];
    const basic = scheme?.startsWith('B') === true && /^basic/i.test(scheme) ? decodedBasic(value) : [];
    return [found(value, name), ...(scheme === undefined ? [] : [found(scheme + value)]), ...basic];
  });

/** The rest of a line and the lines that are indented deeper, as YAML writes a map. */
function blockOfYaml(text: string, keyAt: number, valueAt: number): string {
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', keyAt) + 1))?.[0].length ?? 0;
  const [first = '', ...rest] = text.slice(valueAt).split('\n');
  const end = rest.findIndex((line) => line.trim() !== '' && line.search(/\S/) <= indent);
  return [first, ...rest.slice(0, end === -1 ? undefined : end)].join('\n');
}

/** The fields of a Secret that no parser reads, as far as its map goes. */
export function ofMalformedSecret(text: string): readonly Found[] {
  return [...text.matchAll(/(?:(?<![A-Za-z])|(?<=\\n))(?:stringData|data)(?<quote>\\?["'])?\s*:/g)].flatMap(({ index, 0: key, groups }) => {
    const valueAt = index + key.length;
    const end = text.indexOf('}', valueAt);
    const block = groups?.['quote'] === undefined ? blockOfYaml(text, index, valueAt) : text.slice(valueAt, end === -1 ? undefined : end);
    return [...block.matchAll(PAIR)].flatMap(({ groups: pair }) => {
      const { name = '', value = '' } = pair ?? {};
      const bytes = Buffer.from(value.trim(), 'base64');
      return [found(value.trim(), name), ...(bytes.length >= SHORTEST ? [found(bytes, name)] : [])];
    });
  });
}

export function credentialRows(text: string): readonly Found[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const rows = lines.map((line) => CREDENTIAL_ROW.exec(line.trim())?.groups);
  if (rows.length === 0 || rows.includes(undefined)) return [];
  return rows.map((row) => ({ ...found(row?.['secret'] ?? ''), followedBy: `,${row?.['user'] ?? ''}` }));
}

/** What a command line says of the Secret that kubectl makes, and what it authenticates with. */
export const literals = (text: string): readonly Found[] =>
  [...text.matchAll(LITERAL), ...text.matchAll(FLAG)].map(({ groups }) => found(groups?.['value'] ?? '', groups?.['name']));
