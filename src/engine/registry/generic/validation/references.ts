/** Names of kinds and objects that something refers to. */
import { dnsSubdomain, nameIsPathSegment } from '../../../apimachinery/names';
import { required } from '../../../errors/field-error';
import type { Version } from '../../../versions';
import { complaints, isEmpty, optional, type Errors } from './checks';

export const pathSegment = (value: string | null | undefined, at: string, version: Version): Errors =>
  isEmpty(value) ? [required(at)] : complaints(value ?? '', at, nameIsPathSegment(value ?? '', false, version));

export const requiredSubdomain = (value: string | null | undefined, at: string, detail = ''): Errors =>
  isEmpty(value) ? [required(at, detail)] : complaints(value ?? '', at, dnsSubdomain(value ?? ''));

interface TypedReference {
  readonly apiGroup?: string | null;
  readonly kind?: string;
  readonly name?: string;
}

/** A core.TypedLocalObjectReference. */
export const typedReference = ({ apiGroup, kind, name }: TypedReference, at: string, version: Version): Errors => [
  ...optional(apiGroup, (group) => complaints(group, `${at}.apiGroup`, dnsSubdomain(group))),
  ...pathSegment(kind, `${at}.kind`, version),
  ...pathSegment(name, `${at}.name`, version),
];
