/**
 * The rules for names, label keys and label values, and the messages for a name that breaks one. Each rule returns the list of
 * complaints, empty when the name is good; `prefix` means that random characters will follow (generateName).
 * After k8s.io/apimachinery/pkg/util/validation and pkg/api/validate/content.
 */
import type { Version } from '../versions';

export type NameRule = (name: string, prefix: boolean, version: Version) => readonly string[];

const DNS_LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const DNS_SUBDOMAIN = `${DNS_LABEL}(\\.${DNS_LABEL})*`;
const DNS_UNDERSCORE_LABEL = '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const DNS_1035_LABEL = '[a-z]([-a-z0-9]*[a-z0-9])?';
const QUALIFIED_NAME = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const LABEL_VALUE = `(${QUALIFIED_NAME})?`;
const CONFIG_MAP_KEY = '[-._a-zA-Z0-9]+';

const QUALIFIED_NAME_RULE = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

const byteLength = (text: string): number => Buffer.byteLength(text);

/** Describes a regular expression that does not match: examples first, then the expression. */
export function regexError(rule: string, expression: string, ...examples: readonly string[]): string {
  if (examples.length === 0) return `${rule} (regex used for validation is '${expression}')`;
  return `${rule} (e.g. ${examples.map((example) => `'${example}', `).join(' or ')}regex used for validation is '${expression}')`;
}

interface Shape {
  readonly expression: string;
  readonly max: number;
  readonly broken: string;
}
const shape = (expression: string, max: number, rule: string, ...examples: readonly string[]): Shape & { readonly matcher: RegExp } => ({
  expression,
  max,
  broken: regexError(rule, expression, ...examples),
  matcher: new RegExp(`^${expression}$`),
});

const LABEL_SHAPE = shape(
  DNS_LABEL,
  63,
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  'my-name',
  '123-abc',
);
const SUBDOMAIN_SHAPE = shape(
  DNS_SUBDOMAIN,
  253,
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  'example.com',
);
const UNDERSCORE_SHAPE = shape(
  `${DNS_UNDERSCORE_LABEL}(\\.${DNS_UNDERSCORE_LABEL})*`,
  253,
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character",
  'example.com',
);
const WILDCARD_SHAPE = shape(
  `\\*\\.${DNS_SUBDOMAIN}`,
  253,
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
  '*.example.com',
);
const DNS_1035_SHAPE = shape(
  DNS_1035_LABEL,
  63,
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  'my-name',
  'abc-123',
);
const LABEL_VALUE_SHAPE = shape(
  LABEL_VALUE,
  63,
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  'MyValue',
  'my_value',
  '12345',
);
const CONFIG_MAP_KEY_SHAPE = shape(
  CONFIG_MAP_KEY,
  253,
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
  'key.name',
  'KEY_NAME',
  'key-name',
);
const QUALIFIED_NAME_SHAPE = shape(QUALIFIED_NAME, 63, QUALIFIED_NAME_RULE, 'MyName', 'my.name', '123-abc');

const tooLong = (max: number, unit: 'characters' | 'bytes'): string => `must be no more than ${max} ${unit}`;
/** What is said of label keys and values counts bytes where the version says so. */
const labelUnit = (version: Version): 'characters' | 'bytes' => (version.has('labelKeyWording') ? 'bytes' : 'characters');

function checked(value: string, { matcher, max, broken }: typeof LABEL_SHAPE, unit: 'characters' | 'bytes' = 'characters'): readonly string[] {
  return [...(byteLength(value) > max ? [tooLong(max, unit)] : []), ...(matcher.test(value) ? [] : [broken])];
}

/** A prefix may end with a dash; upstream replaces its last two characters before it looks. */
const unmasked = (name: string, prefix: boolean): string => (prefix && name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name);

export const dnsSubdomain = (value: string): readonly string[] => checked(value, SUBDOMAIN_SHAPE);

export const dnsSubdomainWithUnderscore = (value: string): readonly string[] => checked(value, UNDERSCORE_SHAPE);

export const dns1035Label = (value: string): readonly string[] => checked(value, DNS_1035_SHAPE);
export const wildcardSubdomain = (value: string): readonly string[] => checked(value, WILDCARD_SHAPE);

export function dnsLabel(value: string, version: Version, unit?: 'bytes'): readonly string[] {
  const onlyDots = version.has('labelKeyWording') && !LABEL_SHAPE.matcher.test(value) && SUBDOMAIN_SHAPE.matcher.test(value);
  return checked(value, onlyDots ? { ...LABEL_SHAPE, broken: 'must not contain dots' } : LABEL_SHAPE, unit);
}

/** How the rules that are declared with types say it: they count bytes. */
export const shortName = (value: string, version: Version): readonly string[] => dnsLabel(value, version, 'bytes');
export const longName = (value: string): readonly string[] => checked(value, SUBDOMAIN_SHAPE, 'bytes');

export const nameIsDnsSubdomain: NameRule = (name, prefix) => dnsSubdomain(unmasked(name, prefix));
export const nameIsDnsLabel: NameRule = (name, prefix, version) => dnsLabel(unmasked(name, prefix), version);
export const nameIsDns1035Label: NameRule = (name, prefix) => checked(unmasked(name, prefix), DNS_1035_SHAPE);

/** Anything that can be one segment of a path: RBAC's names. */
export const nameIsPathSegment: NameRule = (name, prefix) => {
  if (!prefix && (name === '.' || name === '..')) return [`may not be '${name}'`];
  return ['/', '%'].filter((part) => name.includes(part)).map((part) => `may not contain '${part}'`);
};

export const labelValue = (value: string, version: Version): readonly string[] => checked(value, LABEL_VALUE_SHAPE, labelUnit(version));

/** [prefix/]name: keys of labels and annotations, finalizers. */
export function qualifiedName(value: string, version: Version): readonly string[] {
  const parts = value.split('/');
  if (parts.length > 2) {
    const what = version.has('labelKeyWording') ? 'a valid label key' : 'a qualified name';
    return [`${what} ${QUALIFIED_NAME_SHAPE.broken} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const name = parts[parts.length - 1] ?? '';
  const complaints: string[] = [];
  if (parts.length === 2) complaints.push(...prefixComplaints(parts[0] ?? '', version));
  if (name === '') complaints.push('name part must be non-empty');
  complaints.push(...checked(name, QUALIFIED_NAME_SHAPE, labelUnit(version)).map((complaint) => `name part ${complaint}`));
  return complaints;
}

function prefixComplaints(prefix: string, version: Version): readonly string[] {
  if (prefix === '') return ['prefix part must be non-empty'];
  return checked(prefix, SUBDOMAIN_SHAPE, labelUnit(version)).map((complaint) => `prefix part ${complaint}`);
}

/** A key of a ConfigMap or of a Secret. */
export function configMapKey(value: string): readonly string[] {
  const complaints = [...checked(value, CONFIG_MAP_KEY_SHAPE)];
  if (value === '.') complaints.push("must not be '.'");
  else if (value === '..') complaints.push("must not be '..'");
  else if (value.startsWith('..')) complaints.push("must not start with '..'");
  return complaints;
}
