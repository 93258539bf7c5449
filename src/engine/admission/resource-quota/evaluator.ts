import type { AdmissionAttributes } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import type { Version } from '../../versions';
import type { Quantities } from '../quantities';

export interface QuotaScope {
  readonly scopeName: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

/** What is measured of the objects of a resource. */
export interface Evaluator {
  /** Whether the request changes what is used. */
  handles(attributes: AdmissionAttributes): boolean;
  usage(object: KubeObject): Quantities;
  /** Whether a name in a quota speaks of these objects. */
  measures(name: string): boolean;
  /** Whether a scope of a quota covers the object; without one, only quotas without scopes do. */
  matchesScope?(scope: QuotaScope, object: KubeObject): boolean;
  /** What the object does not say although a quota counts it, in upstream's words. */
  missing?(names: readonly string[], object: KubeObject, version: Version): string | undefined;
}
