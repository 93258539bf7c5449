/** Reviews answer a question and store nothing: who a token belongs to, what a user may do. */
import type { GroupResource } from '../../api/objects';
import { table } from '../../golang/map';
import type { VerbHandler } from '../generic/context';
import { accessReviews } from './access-reviews';
import { selfSubjectReview } from './self-subject-review';
import { tokenReview } from './token-review';

const REVIEWS = table<VerbHandler>({
  ...accessReviews,
  'authentication.k8s.io/tokenreviews': tokenReview,
  'authentication.k8s.io/selfsubjectreviews': selfSubjectReview,
});

export const reviewHandler = ({ group, resource }: GroupResource): VerbHandler | undefined => REVIEWS[`${group}/${resource}`];
