/**
 * What constrained impersonation asks of extra before it asks for rights: keys are lower case paths behind a domain, values are
 * not empty. After validateExtra in k8s.io/apiserver/pkg/endpoints/filters/impersonation/mode.go.
 */
import type { Identity } from '../../api/identity';
import { quote } from '../../golang/quote';
import { dnsSubdomain } from '../../apimachinery/names';
import { aggregate } from '../../errors/field-error';

const PATH = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";
const PATH_MATCHER = new RegExp(`^${PATH}$`);

function domainPrefixedPath(key: string): readonly string[] {
  const invalid = (value: string, why: string): string => `extra.key: Invalid value: ${quote(value)}: ${why}`;
  const slash = key.indexOf('/');
  const [host, path] = [key.slice(0, Math.max(slash, 0)), key.slice(slash + 1)];
  if (host === '' || path === '') return [invalid(key, 'must be a domain-prefixed path (such as "acme.io/foo")')];
  return [
    ...dnsSubdomain(host).map((why) => invalid(host, why)),
    ...(PATH_MATCHER.test(path) ? [] : [invalid(path, `Invalid path (regex used for validation is '${PATH}')`)]),
  ];
}

function complaintAbout(key: string, values: readonly string[]): string | undefined {
  if (key === '') return 'impersonating the empty string key in extra is not allowed';
  const complaints = domainPrefixedPath(key);
  if (complaints.length > 0) return `impersonating an invalid key in extra is not allowed: ${aggregate(complaints)}`;
  if (key !== key.toLowerCase()) return `impersonating a non-lowercase key in extra is not allowed: ${quote(key)}`;
  if (values.length === 0) return 'impersonating empty values in extra is not allowed';
  if (values.includes('')) return 'impersonating the empty string value in extra is not allowed';
  return undefined;
}

export function extraComplaint(extra: Identity['extra']): string | undefined {
  for (const [key, values] of Object.entries(extra)) {
    const complaint = complaintAbout(key, values);
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}
