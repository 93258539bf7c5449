/** How objects get from one version to another: not at all, or by a webhook. After validateCustomResourceConversion of validation.go. */
import type { SentClientConfig } from '../../../../api/webhook-configuration';
import { dns1035Label } from '../../../../apimachinery/names';
import { invalidValue, required } from '../../../../errors/field-error';
import type { Version } from '../../../../versions';
import { each, complaints, oneOf, when, type Errors } from '../../../generic/validation/checks';
import { validateClientConfig } from '../../admissionregistration/client-config';

export interface Conversion {
  readonly strategy?: string;
  readonly webhook?: { readonly clientConfig?: SentClientConfig; readonly conversionReviewVersions?: readonly string[] };
}

const AT = 'spec.conversion';
const REVIEW_VERSIONS = ['v1', 'v1beta1'];

function reviewVersions(versions: readonly string[], at: string): Errors {
  if (versions.length === 0) return [required(at)];
  return [
    ...each(versions, at, (version, place, index) =>
      versions.indexOf(version) < index ? [invalidValue(place, version, 'duplicate version')] : complaints(version, place, dns1035Label(version)),
    ),
    ...when(!versions.some((version) => REVIEW_VERSIONS.includes(version)), () =>
      invalidValue(at, versions, `must include at least one of ${REVIEW_VERSIONS.join(', ')}`),
    ),
  ];
}

export function validateConversion({ strategy = '', webhook = {} }: Conversion, version: Version): Errors {
  const { clientConfig, conversionReviewVersions = [] } = webhook;
  const at = `${AT}.webhookClientConfig`;
  if (strategy !== 'Webhook') return oneOf(strategy, `${AT}.strategy`, ['None', 'Webhook']);
  return [
    ...(clientConfig === undefined ? [required(at, 'required when strategy is set to Webhook')] : validateClientConfig(clientConfig, at, version)),
    ...reviewVersions(conversionReviewVersions, `${AT}.conversionReviewVersions`),
  ];
}
