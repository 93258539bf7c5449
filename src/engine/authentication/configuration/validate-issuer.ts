/**
 * What is wrong with the issuer of an authenticator.
 * After validateIssuer of k8s.io/apiserver/pkg/apis/apiserver/validation/validation.go.
 */
import { trimRight } from '../../golang/trim';
import { parseUrl } from '../../golang/url';
import { duplicate, invalidValue, required, type FieldError } from '../../errors/field-error';
import { certificatesIn } from './certificates';
import type { Issuer } from './types';

const EGRESS = ['controlplane', 'cluster'];

function urlErrors(field: string, text: string, disallowed: readonly string[]): readonly FieldError[] {
  const overlap = disallowed.includes(text) ? [`URL must not overlap with disallowed issuers: [${[...disallowed].sort().join(' ')}]`] : [];
  const complaints = (): readonly string[] => {
    try {
      const { scheme, hasUser, rawQuery, fragment } = parseUrl(text);
      return [
        ...(scheme === 'https' ? [] : ['URL scheme must be https']),
        ...(hasUser ? ['URL must not contain a username or password'] : []),
        ...(rawQuery === '' ? [] : ['URL must not contain a query']),
        ...(fragment === '' ? [] : ['URL must not contain a fragment']),
      ];
    } catch (error) {
      return [(error as Error).message];
    }
  };
  return [...overlap, ...complaints()].map((why) => invalidValue(field, text, why));
}

const withoutSlashes = (url: string): string => trimRight(url, '/');

function discoveryErrors(field: string, url: string, discoveryUrl: string): readonly FieldError[] {
  if (discoveryUrl === '') return [];
  const same = url !== '' && withoutSlashes(url) === withoutSlashes(discoveryUrl);
  return [...(same ? [invalidValue(field, discoveryUrl, 'discoveryURL must be different from URL')] : []), ...urlErrors(field, discoveryUrl, [])];
}

function audienceErrors(path: string, audiences: readonly string[], policy: string): readonly FieldError[] {
  const field = `${path}audiences`;
  if (audiences.length === 0) return [required(field, `at least one ${field} is required`)];
  const policyField = `${path}audienceMatchPolicy`;
  const named = audiences.flatMap((audience, at) => [
    ...(audience === '' ? [required(`${field}[${at}]`)] : []),
    ...(audiences.indexOf(audience) < at ? [duplicate(`${field}[${at}]`, audience)] : []),
  ]);
  if (policy === 'MatchAny' || (policy === '' && audiences.length === 1)) return named;
  const rule = audiences.length > 1 ? 'must be MatchAny for multiple audiences' : 'must be empty or MatchAny for single audience';
  return [...named, invalidValue(policyField, policy, `audienceMatchPolicy ${rule}`)];
}

function authorityErrors(field: string, pem: string): readonly FieldError[] {
  if (pem === '') return [];
  try {
    certificatesIn(pem);
    return [];
  } catch (error) {
    return [invalidValue(field, '<omitted>', (error as Error).message)];
  }
}

/** `path` ends with the dot before the field. */
export function issuerErrors(path: string, issuer: Issuer, disallowed: readonly string[]): readonly FieldError[] {
  const { url, audiences, audienceMatchPolicy, certificateAuthority, egressSelectorType: egress } = issuer;
  return [
    ...(url === '' ? [required(`${path}url`)] : urlErrors(`${path}url`, url, disallowed)),
    ...discoveryErrors(`${path}discoveryURL`, url, issuer.discoveryURL ?? ''),
    ...audienceErrors(path, audiences ?? [], audienceMatchPolicy),
    ...authorityErrors(`${path}certificateAuthority`, certificateAuthority),
    ...(egress === '' || EGRESS.includes(egress)
      ? []
      : [invalidValue(`${path}egressSelectorType`, egress, 'egress selector must be either controlplane or cluster')]),
  ];
}
