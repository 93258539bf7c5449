/**
 * The keys of extra fields: a domain, a slash and a path, in lower case, and none of Kubernetes' own domains.
 * After k8s.io/apimachinery/pkg/util/validation IsDomainPrefixedPath and k8s.io/apiserver/pkg/apis/apiserver/validation.
 */
import { dnsSubdomain, regexError } from '../../apimachinery/names';
import { invalidValue, required, type FieldError } from '../../errors/field-error';

const PATH = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";
const matcher = new RegExp(`^${PATH}$`);
const OWN_DOMAINS = /(?:^|\.)(?:kubernetes|k8s)\.io$/;

function pathErrors(field: string, key: string): readonly FieldError[] {
  if (key === '') return [required(field)];
  const slash = key.indexOf('/');
  const [host, path] = slash === -1 ? ['', ''] : [key.slice(0, slash), key.slice(slash + 1)];
  if (host === '' || path === '') return [invalidValue(field, key, 'must be a domain-prefixed path (such as "acme.io/foo")')];
  return [
    ...dnsSubdomain(host).map((why) => invalidValue(field, host, why)),
    ...(matcher.test(path) ? [] : [invalidValue(field, path, regexError('Invalid path', PATH))]),
  ];
}

export function extraKeyErrors(field: string, key: string): readonly FieldError[] {
  const [domain = ''] = key.includes('/') ? key.split('/') : [];
  return [
    ...pathErrors(field, key),
    ...(key === key.toLowerCase() ? [] : [invalidValue(field, key, 'must be lowercase')]),
    ...(OWN_DOMAINS.test(domain) ? [invalidValue(field, key, 'k8s.io, kubernetes.io and their subdomains are reserved for Kubernetes use')] : []),
  ];
}
