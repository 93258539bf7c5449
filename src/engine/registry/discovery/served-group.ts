/** A group that a server has, as discovery shows it. */
import type { ApiResource } from '../../catalog/resources';

export interface ServedVersion {
  readonly version: string;
  readonly resources: readonly ApiResource[];
  /** Another server is to say what it has, and does not. */
  readonly isStale?: boolean;
}
export interface ServedGroup {
  readonly name: string;
  /** In the order in which clients should prefer them. */
  readonly versions: readonly ServedVersion[];
  readonly preferredVersion: string;
  /** Made of CustomResourceDefinitions or APIServices. */
  readonly custom: boolean;
}
