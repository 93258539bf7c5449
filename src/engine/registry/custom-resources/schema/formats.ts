/** Formats that the schema of a text may name; of any other nothing is checked. After k8s.io/kube-openapi/pkg/validation/strfmt/default.go. */
import { isIP, isIPv4, isIPv6 } from 'node:net';
import { parseDuration } from '../../../golang/duration';
import { own, table } from '../../../golang/map';
import { isBase64, isDate, isDateTime, isUuid } from '../../../golang/strfmt';
import { parseRequestUrl } from '../../../golang/url';

const matches = (expression: RegExp) => (text: string) => expression.test(text);

const uuidOf = (version: string, variant = '[0-9a-f]') =>
  matches(new RegExp(`^[0-9a-f]{8}-?[0-9a-f]{4}-?${version}[0-9a-f]{3}-?${variant}[0-9a-f]{3}-?[0-9a-f]{12}$`, 'i'));

function isUri(text: string): boolean {
  try {
    parseRequestUrl(text);
    return true;
  } catch {
    return false;
  }
}

function isCidr(text: string): boolean {
  const [address = '', bits = '', ...more] = text.split('/');
  return more.length === 0 && isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (isIPv4(address) ? 32 : 128);
}

function isHostname(text: string): boolean {
  const labels = text.split('.');
  return text.length <= 255 && labels.every((label) => label.length <= 63 && /^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/.test(label));
}

/** As Go reads it, or in words: `3 hours`. */
function isDuration(text: string): boolean {
  try {
    parseDuration(text);
    return true;
  } catch {
    return /\d\s{0,9}(?:n|nano|u|µ|micro|m|milli|min|s|sec|h|d|w)/i.test(text);
  }
}

const FORMATS = table<(text: string) => boolean>({
  date: isDate,
  datetime: isDateTime,
  uri: isUri,
  hostname: isHostname,
  ipv4: isIPv4,
  ipv6: isIPv6,
  cidr: isCidr,
  mac: matches(/^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i),
  uuid: isUuid,
  uuid3: uuidOf('3'),
  uuid4: uuidOf('4', '[89ab]'),
  uuid5: uuidOf('5', '[89ab]'),
  email: matches(/^[^\s@<>]+@[^\s@<>]+$/),
  duration: isDuration,
  byte: isBase64,
});

/** Dashes in the name of a format do not count. */
export const hasFormat = (text: string, format: string): boolean => own(FORMATS, format.replaceAll('-', ''))?.(text) ?? true;
