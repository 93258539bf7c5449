/** What a review asks, in any version of the API: kubernetes-types knows neither v1beta1 nor selectors. */
export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}
/** One of the two forms, never both. */
export interface SelectorAttributes {
  readonly rawSelector?: string;
  readonly requirements?: readonly Requirement[];
}

export interface ResourceAttributes {
  readonly namespace?: string;
  readonly verb?: string;
  readonly group?: string;
  readonly version?: string;
  readonly resource?: string;
  readonly subresource?: string;
  readonly name?: string;
  readonly fieldSelector?: SelectorAttributes;
  readonly labelSelector?: SelectorAttributes;
}
export interface NonResourceAttributes {
  readonly path?: string;
  readonly verb?: string;
}

export interface ReviewSpec {
  readonly resourceAttributes?: ResourceAttributes | null;
  readonly nonResourceAttributes?: NonResourceAttributes | null;
  readonly user?: string;
  readonly groups?: readonly string[] | null;
  /** What v1beta1 calls the groups. */
  readonly group?: readonly string[] | null;
  readonly uid?: string;
  readonly extra?: Readonly<Record<string, readonly string[]>> | null;
}

export const specOf = (review: { readonly [field: string]: unknown }): ReviewSpec => (review.spec ?? {}) as ReviewSpec;
export const groupsOf = ({ groups, group }: ReviewSpec): readonly string[] => groups ?? group ?? [];
