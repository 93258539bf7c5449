/** The rights that a strategy wants of the user who writes a valid object. After Validate of the strategies of k8s.io/kubernetes/pkg/registry/admissionregistration. */
import type { KubeObject } from '../../api/objects';
import { invalid } from '../../errors/status-error';
import { kindInErrors, type RequestScope } from './request-scope';

/** The object itself. Throws 422. */
export async function withRights(scope: RequestScope, prepared: Promise<KubeObject>, old: KubeObject | undefined): Promise<KubeObject> {
  const object = await prepared;
  const { call, context, resource } = scope;
  const errors = (await resource.strategy.lackingRights?.(object, old, call, context)) ?? [];
  if (errors.length > 0) throw invalid(kindInErrors(scope), object.metadata.name ?? '', errors);
  return object;
}
