import type { Identity } from './identity';

/** What a method and a URL mean: RequestInfo of k8s.io/apiserver/pkg/endpoints/request. Absent strings are ''. */
export interface RequestInfo {
  readonly isResourceRequest: boolean;
  /** The decoded URL path, untrimmed. */
  readonly path: string;
  readonly verb: string;
  readonly apiPrefix: string;
  readonly apiGroup: string;
  readonly apiVersion: string;
  readonly namespace: string;
  readonly resource: string;
  readonly subresource: string;
  readonly name: string;
  /** The path segments from the resource on. */
  readonly parts: readonly string[];
  /** The first raw query values; only where the version authorizes with selectors. */
  readonly fieldSelector: string;
  readonly labelSelector: string;
}

export interface SelectorRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

interface Asked {
  readonly user: Identity;
  readonly verb: string;
  /** Of the URL, decoded; '' where the question is not a request's. */
  readonly path: string;
  /** Whether it only reads, where the verb does not say so. */
  readonly readOnly?: boolean;
}

/** Absent strings are ''. */
export interface ResourceAttributes extends Asked {
  readonly isResourceRequest: true;
  readonly namespace: string;
  readonly apiGroup: string;
  readonly apiVersion: string;
  readonly resource: string;
  readonly subresource: string;
  readonly name: string;
  /** Absent: unrestricted, or not parsed. */
  readonly fieldSelector?: readonly SelectorRequirement[];
  readonly labelSelector?: readonly SelectorRequirement[];
}

export interface NonResourceAttributes extends Asked {
  readonly isResourceRequest: false;
}

/** What an authorizer is asked: authorizer.Attributes of k8s.io/apiserver, whose fields of a resource are empty where a path is asked for. */
export type Attributes = ResourceAttributes | NonResourceAttributes;
