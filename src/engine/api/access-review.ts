/** What a SubjectAccessReview asks, in any version of the API: kubernetes-types knows neither v1beta1 nor selectors. */
export interface ReviewedRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}
/** One of the two forms, never both. */
export interface ReviewedSelector {
  readonly rawSelector?: string;
  readonly requirements?: readonly ReviewedRequirement[];
}

export interface ReviewedResource {
  readonly namespace?: string;
  readonly verb?: string;
  readonly group?: string;
  readonly version?: string;
  readonly resource?: string;
  readonly subresource?: string;
  readonly name?: string;
  readonly fieldSelector?: ReviewedSelector;
  readonly labelSelector?: ReviewedSelector;
}
export interface ReviewedPath {
  readonly path?: string;
  readonly verb?: string;
}

export interface ReviewSpec {
  readonly resourceAttributes?: ReviewedResource | null;
  readonly nonResourceAttributes?: ReviewedPath | null;
  readonly user?: string;
  readonly groups?: readonly string[] | null;
  /** What v1beta1 calls the groups. */
  readonly group?: readonly string[] | null;
  readonly uid?: string;
  readonly extra?: Readonly<Record<string, readonly string[]>> | null;
}
