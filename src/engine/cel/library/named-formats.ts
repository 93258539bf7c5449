/**
 * The formats that a text can be held to: names of Kubernetes, URIs, uuids, base64, dates.
 * After k8s.io/apiserver/pkg/cel/library/format.go and k8s.io/kube-openapi/pkg/validation/strfmt.
 */
// @ts-expect-error TS1479 -- an ES module, which every supported version of Node can require.
import { Optional } from '@marcbachmann/cel-js';
import { labelValue, nameIsDns1035Label, nameIsDnsLabel, nameIsDnsSubdomain, qualifiedName } from '../../apimachinery/names';
import { parseRequestUrl } from '../../golang/url';
import { newestVersion } from '../../versions';
import type { LibraryFunction } from './library-function';
import { nativeList } from './native-list';
import { table } from '../../golang/map';

export class NamedFormat {
  readonly typeName = 'kubernetes.NamedFormat';
  constructor(
    readonly name: string,
    readonly complaints: (text: string) => readonly string[],
  ) {}
  equals(other: unknown): boolean {
    return other instanceof NamedFormat && other.name === this.name;
  }
}

const matching =
  (expression: RegExp, complaint: string) =>
  (text: string): readonly string[] =>
    expression.test(text) ? [] : [complaint];

const UUID = /^(?:[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12})$/i;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/;
const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text);
}
function isDateTime(text: string): boolean {
  const [, year = '', month = '', day = '', hour, minute, second] = DATE_TIME.exec(text) ?? [];
  return isDate(`${year}-${month}-${day}`) && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
}
const held =
  (holds: (text: string) => boolean, complaint: string) =>
  (text: string): readonly string[] =>
    holds(text) ? [] : [complaint];

function uriComplaints(text: string): readonly string[] {
  try {
    parseRequestUrl(text);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

const FORMATS = table<NamedFormat>({
  dns1123Label: new NamedFormat('DNS1123Label', (text) => nameIsDnsLabel(text, false, newestVersion)),
  dns1123Subdomain: new NamedFormat('DNS1123Subdomain', (text) => nameIsDnsSubdomain(text, false, newestVersion)),
  dns1035Label: new NamedFormat('DNS1035Label', (text) => nameIsDns1035Label(text, false, newestVersion)),
  qualifiedName: new NamedFormat('QualifiedName', (text) => qualifiedName(text, newestVersion)),
  dns1123LabelPrefix: new NamedFormat('DNS1123LabelPrefix', (text) => nameIsDnsLabel(text, true, newestVersion)),
  dns1123SubdomainPrefix: new NamedFormat('DNS1123SubdomainPrefix', (text) => nameIsDnsSubdomain(text, true, newestVersion)),
  dns1035LabelPrefix: new NamedFormat('DNS1035LabelPrefix', (text) => nameIsDns1035Label(text, true, newestVersion)),
  labelValue: new NamedFormat('LabelValue', (text) => labelValue(text, newestVersion)),
  uri: new NamedFormat('URI', uriComplaints),
  uuid: new NamedFormat('uuid', matching(UUID, 'does not match the UUID format')),
  byte: new NamedFormat('byte', matching(BASE64, 'invalid base64')),
  date: new NamedFormat('date', held(isDate, 'invalid date')),
  datetime: new NamedFormat('datetime', held(isDateTime, 'invalid datetime')),
});

export const NAMED_FORMATS: readonly LibraryFunction[] = [
  ...Object.entries(FORMATS).map(([name, format]): LibraryFunction => [`format.${name}(): kubernetes.NamedFormat`, () => format]),
  ['format.named(string): optional<kubernetes.NamedFormat>', (name: string) => (Object.hasOwn(FORMATS, name) ? Optional.of(FORMATS[name]) : Optional.none())],
  [
    'kubernetes.NamedFormat.validate(string): optional<list<string>>',
    ({ complaints }: NamedFormat, text: string) => {
      const told = complaints(text);
      return told.length === 0 ? Optional.none() : Optional.of(nativeList(told));
    },
  ],
];
