/**
 * What is wrong with an AuthenticationConfiguration that could be read.
 * After ValidateAuthenticationConfiguration of k8s.io/apiserver/pkg/apis/apiserver/validation/validation.go.
 */
import { encodeJson } from '../../golang/json';
import { duplicate, GoPrinted, invalidValue, type FieldError } from '../../errors/field-error';
import { compileAuthenticator } from './compile';
import type { AuthenticationConfiguration, JwtAuthenticatorConfiguration } from './types';

const MOST_AUTHENTICATORS = 64;

function jwtErrors(jwt: readonly JwtAuthenticatorConfiguration[], disallowedIssuers: readonly string[]): readonly FieldError[] {
  const urls = new Set<string>();
  const discoveryUrls = new Set<string>();
  return jwt.flatMap((authenticator, at) => {
    const { url, discoveryURL } = authenticator.issuer;
    const path = `jwt[${at}].issuer`;
    const errors = [
      ...compileAuthenticator(`jwt[${at}].`, authenticator, disallowedIssuers).errors,
      ...(urls.has(url) ? [duplicate(`${path}.url`, url)] : []),
      ...(discoveryURL !== null && discoveryUrls.has(discoveryURL) ? [duplicate(`${path}.discoveryURL`, discoveryURL)] : []),
    ];
    urls.add(url);
    if (discoveryURL !== null && discoveryURL !== '') discoveryUrls.add(discoveryURL);
    return errors;
  });
}

export function configurationErrors({ jwt, anonymous }: AuthenticationConfiguration, disallowedIssuers: readonly string[]): readonly FieldError[] {
  const count = jwt?.length ?? 0;
  if (count > MOST_AUTHENTICATORS)
    return [{ reason: 'FieldValueTooMany', field: 'jwt', body: `Too many: ${count}: must have at most ${MOST_AUTHENTICATORS} items` }];
  const conditions = anonymous?.conditions ?? [];
  const printed = new GoPrinted(encodeJson(conditions.map(({ path }) => ({ Path: path }))));
  return [
    ...jwtErrors(jwt ?? [], disallowedIssuers),
    ...(anonymous?.enabled === false && conditions.length > 0
      ? [invalidValue('anonymous.conditions', printed, 'enabled should be set to true when conditions are defined')]
      : []),
  ];
}
