/** What the registry does about tokens and identities; nothing of it is stored. Keyed by group, resource and subresource. */
import type { VerbHandler } from '../generic/context';
import { selfSubjectReview } from './self-subject-review';
import { tokenRequest } from '../kinds/core/service-account/token-request';
import { tokenReview } from './token-review';

export const tokenHandlers: Readonly<Record<string, VerbHandler>> = {
  '/serviceaccounts/token': tokenRequest,
  'authentication.k8s.io/tokenreviews': tokenReview,
  'authentication.k8s.io/selfsubjectreviews': selfSubjectReview,
};
