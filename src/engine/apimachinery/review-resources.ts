/** Resources of reviews: they are asked, and nothing is stored. After pkg/kubeapiserver/admission/exclusion/resources.go. */
const REVIEWS: ReadonlySet<string> = new Set([
  'selfsubjectreviews.authentication.k8s.io',
  'tokenreviews.authentication.k8s.io',
  'localsubjectaccessreviews.authorization.k8s.io',
  'selfsubjectaccessreviews.authorization.k8s.io',
  'selfsubjectrulesreviews.authorization.k8s.io',
  'subjectaccessreviews.authorization.k8s.io',
]);

export const isReviewResource = ({ group, resource }: { readonly group: string; readonly resource: string }): boolean => REVIEWS.has(`${resource}.${group}`);
