/** Names of signers, and of what is certified for them. After ValidateSignerName and ValidateUserAnnotations of pkg/apis/core/validation. */
import { dnsLabel, dnsSubdomain, qualifiedName } from '../../../apimachinery/names';
import { invalidValue, required, tooLong } from '../../../errors/field-error';
import type { Version } from '../../../versions';
import { when, type Errors } from '../../generic/validation/checks';

const MAX_DOMAIN = 253;
const MAX_NAME = MAX_DOMAIN + 1 + MAX_DOMAIN + 63 + 1;

export function validateSignerName(name: string, at: string, version: Version): Errors {
  if (name === '') return [required(at)];
  const [domain = '', path, ...more] = name.split('/');
  if (path === undefined || more.length > 0) return [invalidValue(at, name, "must be a fully qualified domain and path of the form 'example.com/signer-name'")];
  const labels = (text: string, complaintsOf: (label: string) => readonly string[]): Errors =>
    text.split('.').flatMap((label) => complaintsOf(label).map((why) => invalidValue(at, text, `validating label ${JSON.stringify(label)}: ${why}`)));
  return [
    ...when(domain.length > MAX_DOMAIN, () => tooLong(at, MAX_DOMAIN)),
    ...labels(domain, (label) => dnsLabel(label, version)),
    ...when(!domain.includes('.'), () => invalidValue(at, domain, 'should be a domain with at least two segments separated by dots')),
    ...labels(path, (label) => dnsSubdomain(label)),
    ...when(name.length > MAX_NAME, () => tooLong(at, MAX_NAME)),
  ];
}

/** Signers of Kubernetes itself, whose certificates are short-lived. */
export const isKubernetesSigner = (name: string): boolean => {
  const [domain = ''] = name.split('/');
  return domain === 'kubernetes.io' || domain.endsWith('.kubernetes.io');
};

export const SHORTEST_SECONDS = 3600;
export const longestSeconds = (signer: string): number => (isKubernetesSigner(signer) ? 86_400 : 7_862_400);

export function validateUserAnnotations(annotations: Readonly<Record<string, string>> | undefined, at: string, version: Version): Errors {
  return Object.keys(annotations ?? {}).flatMap((given) => {
    const key = given.toLowerCase();
    const problems = qualifiedName(key, version);
    if (problems.length > 0) return problems.map((why) => invalidValue(at, key, why));
    return when(!key.includes('/'), () => invalidValue(at, key, 'must be a domain-prefixed key (such as "acme.io/foo")'));
  });
}

/** The names of bundles that a signer has begin with its own. */
export function bundleName(name: string, signer: string): readonly string[] {
  if (signer === '') return name.includes(':') ? ['ClusterTrustBundle without signer name must not have ":" in its name'] : dnsSubdomain(name);
  const prefix = `${signer.replaceAll('/', ':')}:`;
  return name.startsWith(prefix)
    ? dnsSubdomain(name.slice(prefix.length))
    : [`ClusterTrustBundle for signerName ${signer} must be named with prefix ${prefix}`];
}
