import type { AdmissionAttributes } from '../../api/admission';
import type { Authorizer } from '../../api/authorizer';
import type { Storage } from '../../api/storage';
import type { Version } from '../../versions';

/** What a check of one kind is given. It throws the refusal. */
export interface NodeRequest {
  /** The name of the node that asks. */
  readonly node: string;
  readonly attributes: AdmissionAttributes;
  readonly version: Version;
  readonly storage: Storage;
  readonly authorizer: Authorizer;
}
