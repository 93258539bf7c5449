/** How a webhook of admission responds: as the `response` of an AdmissionReview says, of which a scenario writes what matters. */
import { load } from 'js-yaml';
import { findInText } from '../../src/report/masking/find';
import type { Found } from '../../src/report/masking/found';

export type ReviewResponse = Readonly<Record<string, unknown>>;

interface Review {
  readonly apiVersion: string;
  readonly kind: string;
  readonly request: { readonly uid: string; readonly kind?: { readonly group: string; readonly kind: string } };
}

/** A list of operations is sent as webhooks send it: as a JSON patch in base64. */
export function responseIn(yaml: string): ReviewResponse {
  const response = load(yaml);
  if (typeof response !== 'object' || response === null || !('allowed' in response) || typeof response.allowed !== 'boolean')
    throw new Error('The doc string is the response of an AdmissionReview as YAML, and says whether the request is allowed: `allowed: true`.');
  const { patch, ...rest } = response as ReviewResponse;
  if (!Array.isArray(patch)) return { ...rest, ...(patch !== undefined && { patch }) };
  return { ...rest, patchType: 'JSONPatch', patch: Buffer.from(JSON.stringify(patch)).toString('base64') };
}

/** What is secret of the object, and of what the response writes into it: of a patch alone nothing says that it is one of a Secret. */
export function secretsOfReview(body: string, { patch }: ReviewResponse): readonly Found[] {
  const { kind } = (JSON.parse(body) as Review).request;
  const isSecret = kind?.group === '' && kind.kind === 'Secret';
  return [...findInText(body), ...(isSecret && typeof patch === 'string' ? findInText(Buffer.from(patch, 'base64').toString(), true) : [])];
}

/** In the version of the review, with its uid unless the response has one. */
export function reviewAnswer(body: string, response: ReviewResponse): string {
  const { apiVersion, kind, request } = JSON.parse(body) as Review;
  return JSON.stringify({ apiVersion, kind, response: { uid: request.uid, ...response } });
}
