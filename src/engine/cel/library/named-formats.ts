/**
 * The formats that a text can be held to: names of Kubernetes, URIs, uuids, base64, dates.
 * After k8s.io/apiserver/pkg/cel/library/format.go and k8s.io/kube-openapi/pkg/validation/strfmt.
 */
import { parseType } from '../checker/type';
import { Opaque, Optional } from '../values/value';
import { labelValue, nameIsDns1035Label, nameIsDnsLabel, nameIsDnsSubdomain, qualifiedName } from '../../apimachinery/names';
import { isBase64, isDate, isDateTime, isUuid } from '../../golang/strfmt';
import { parseRequestUrl } from '../../golang/url';
import { newestVersion } from '../../versions';
import type { LibraryFunction } from './library-function';
import { ValueList } from '../values/list';
import { table } from '../../golang/map';

export class NamedFormat extends Opaque {
  readonly type = parseType('kubernetes.NamedFormat');
  constructor(
    readonly name: string,
    readonly complaints: (text: string) => readonly string[],
    /** How long an expression like it is, which is what validating costs by. */
    readonly regexSize: number,
  ) {
    super();
  }
  equals(other: Opaque): boolean {
    return other instanceof NamedFormat && other.name === this.name;
  }
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
  dns1123Label: new NamedFormat('DNS1123Label', (text) => nameIsDnsLabel(text, false, newestVersion), 30),
  dns1123Subdomain: new NamedFormat('DNS1123Subdomain', (text) => nameIsDnsSubdomain(text, false, newestVersion), 60),
  dns1035Label: new NamedFormat('DNS1035Label', (text) => nameIsDns1035Label(text, false, newestVersion), 30),
  qualifiedName: new NamedFormat('QualifiedName', (text) => qualifiedName(text, newestVersion), 60),
  dns1123LabelPrefix: new NamedFormat('DNS1123LabelPrefix', (text) => nameIsDnsLabel(text, true, newestVersion), 30),
  dns1123SubdomainPrefix: new NamedFormat('DNS1123SubdomainPrefix', (text) => nameIsDnsSubdomain(text, true, newestVersion), 60),
  dns1035LabelPrefix: new NamedFormat('DNS1035LabelPrefix', (text) => nameIsDns1035Label(text, true, newestVersion), 30),
  labelValue: new NamedFormat('LabelValue', (text) => labelValue(text, newestVersion), 40),
  uri: new NamedFormat('URI', uriComplaints, 1103),
  uuid: new NamedFormat('uuid', held(isUuid, 'does not match the UUID format'), 70),
  byte: new NamedFormat('byte', held(isBase64, 'invalid base64'), 84),
  date: new NamedFormat('date', held(isDate, 'invalid date'), 71),
  datetime: new NamedFormat('datetime', held(isDateTime, 'invalid datetime'), 71),
});

const optionalFormat = (format: NamedFormat | undefined): Optional => (format === undefined ? Optional.none : Optional.of(format));

export const NAMED_FORMATS: readonly LibraryFunction[] = [
  ...Object.entries(FORMATS).map(([name, format]): LibraryFunction => [`format.${name}(): kubernetes.NamedFormat`, () => format]),
  ['format.named(string): optional<kubernetes.NamedFormat>', (name: string) => optionalFormat(FORMATS[name])],
  [
    'kubernetes.NamedFormat.validate(string): optional<list<string>>',
    ({ complaints }: NamedFormat, text: string) => {
      const found = complaints(text);
      return found.length === 0 ? Optional.none : Optional.of(new ValueList(found, true));
    },
  ],
];
