/** Who a request is from: user.Info of k8s.io/apiserver/pkg/authentication/user. */
export interface Identity {
  readonly name: string;
  readonly uid: string;
  readonly groups: readonly string[];
  /** Keys in the order in which they were found; values in order. */
  readonly extra: Readonly<Record<string, readonly string[]>>;
}
