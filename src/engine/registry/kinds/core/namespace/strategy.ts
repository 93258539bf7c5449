/**
 * Namespaces: active until deleted, then terminating until the finalizer `kubernetes` of the spec is gone.
 * After k8s.io/kubernetes/pkg/registry/core/namespace.
 */
import { inKeyOrder, own } from '../../../../golang/map';
import type { KubeObject } from '../../../../api/objects';
import { invalidValue, type FieldError } from '../../../../errors/field-error';
import { withMeta } from '../../../../storage/object-meta';
import type { RegistryContext } from '../../../generic/context';
import { nameIsDnsLabel, qualifiedName } from '../../../../apimachinery/names';
import { now } from '../../../generic/system-fields';
import type { Strategy } from '../../../generic/strategy';

const FINALIZER = 'kubernetes';
const NAME_LABEL = 'kubernetes.io/metadata.name';

interface Namespace extends KubeObject {
  readonly spec?: { readonly finalizers?: readonly string[] };
  readonly status?: { readonly phase?: string };
}

const finalizersOf = (object: KubeObject): readonly string[] => (object as Namespace).spec?.finalizers ?? [];

/** Every namespace is labelled with its name, where the version does that. */
function labelled(object: KubeObject, { options }: RegistryContext): KubeObject {
  const { name = '', labels } = object.metadata;
  if (!options.version.has('namespaceNameLabel') || name === '' || own(labels, NAME_LABEL) === name) return object;
  return withMeta(object, { labels: inKeyOrder({ ...labels, [NAME_LABEL]: name }) });
}

function validateFinalizers(object: KubeObject, { options }: RegistryContext, indexed: boolean): readonly FieldError[] {
  return finalizersOf(object).flatMap((finalizer, index) => {
    const field = indexed ? `spec.finalizers[${index}]` : 'spec.finalizers';
    const complaints = qualifiedName(finalizer, options.version).map((complaint) => invalidValue(field, finalizer, complaint));
    const standard = finalizer.includes('/') || finalizer === FINALIZER || finalizer === 'orphan' || finalizer === 'foregroundDeletion';
    return standard ? complaints : [...complaints, invalidValue(field, finalizer, 'name is neither a standard finalizer name nor is it fully qualified')];
  });
}

function terminating(object: KubeObject, collectorFinalizers: readonly string[]): KubeObject | undefined {
  if (object.metadata.deletionTimestamp !== undefined) return finalizersOf(object).length > 0 ? object : undefined;
  const finalizers = collectorFinalizers.length > 0 ? collectorFinalizers : undefined;
  return { ...withMeta(object, { deletionTimestamp: now(), finalizers }), status: { ...(object as Namespace).status, phase: 'Terminating' } };
}

function validateStatus(object: KubeObject): readonly FieldError[] {
  const phase = (object as Namespace).status?.phase ?? '';
  if (object.metadata.deletionTimestamp === undefined)
    return phase === 'Active' ? [] : [invalidValue('status.Phase', phase, "may only be 'Active' if `deletionTimestamp` is empty")];
  return phase === 'Terminating' ? [] : [invalidValue('status.Phase', phase, "may only be 'Terminating' if `deletionTimestamp` is not empty")];
}

const isFinalized = (object: KubeObject): boolean => finalizersOf(object).length === 0;

export const namespaces: Strategy = {
  validateName: nameIsDnsLabel,
  prepareForCreate: (object, _call, context) => {
    const finalizers = finalizersOf(object);
    const spec = { finalizers: finalizers.includes(FINALIZER) ? finalizers : [...finalizers, FINALIZER] };
    return labelled({ ...object, spec, status: { phase: 'Active' } }, context);
  },
  prepareForUpdate: (object, old, _call, context) => labelled({ ...object, spec: old['spec'], status: old['status'] }, context),
  validate: (object, context) => validateFinalizers(object, context, false),
  validateUpdate: () => [],
  terminating,
  isFinalized,
  returnsDeletedObject: () => true,
  status: { validate: validateStatus },
  selectableFields: () => ['status.phase', 'metadata.name'],
  fields: (object) => ({ 'status.phase': (object as Namespace).status?.phase ?? '' }),
};

/** namespaces/finalize. */
export const finalizeStrategy: Strategy = {
  validateName: nameIsDnsLabel,
  prepareForUpdate: (object, old) => ({ ...object, spec: finalizersOf(object).length > 0 ? { finalizers: finalizersOf(object) } : {}, status: old['status'] }),
  validateUpdate: (object, _old, context) => validateFinalizers(object, context, true),
  isFinalized,
};
