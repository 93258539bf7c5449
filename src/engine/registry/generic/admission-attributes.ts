/** What admission is shown of an exchange, in the version that the client speaks. */
import type { AdmissionAttributes, Operation } from '../../api/admission';
import type { JsonObject, KubeObject } from '../../api/objects';
import type { RequestScope } from './request-scope';

export interface Admitted {
  readonly operation: Operation;
  readonly object?: KubeObject | undefined;
  readonly oldObject?: KubeObject | undefined;
  readonly dryRun: boolean;
  readonly options?: JsonObject | undefined;
  /** Where the name is not that of the URL: once it has been generated. */
  readonly name?: string;
}

export function admissionAttributes({ call, resource, subresource, namespace, name }: RequestScope, admitted: Admitted): AdmissionAttributes {
  const { operation, object, oldObject, dryRun, options } = admitted;
  return {
    operation,
    kind: resource.kind,
    resource: { group: resource.group, version: resource.version, resource: resource.resource },
    subresource,
    namespace,
    name: admitted.name ?? name,
    user: call.user,
    dryRun,
    warnings: call.warnings,
    audit: call.audit,
    ...(object && { object }),
    ...(oldObject && { oldObject }),
    ...(options && { options }),
    ...(call.request.admission && { notes: call.request.admission }),
  };
}
