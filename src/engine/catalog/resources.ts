/** What discovery lists: catalog/<version>/resources.json. */
export interface ApiResource {
  /** With its subresource: pods, pods/log. */
  readonly name: string;
  readonly singularName: string;
  readonly namespaced: boolean;
  /** Where they differ from the group and version it is listed in: deployments/scale is autoscaling/v1. */
  readonly group?: string;
  readonly version?: string;
  readonly kind: string;
  readonly verbs: readonly string[];
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly storageVersionHash?: string;
}

export interface ApiVersion {
  readonly version: string;
  /** Served without --runtime-config. */
  readonly default: boolean;
  /** Resources of a version that is on, which --runtime-config=api/all=true adds. */
  readonly offByDefault?: readonly string[];
  /** The feature gate without which a resource is not there at all. */
  readonly gates?: Readonly<Record<string, string>>;
  readonly resources: readonly ApiResource[];
}

/** In the order in which /apis lists them; the core group, whose name is empty, comes first. */
export interface ApiGroup {
  readonly name: string;
  readonly preferredVersion: string;
  readonly versions: readonly ApiVersion[];
}
