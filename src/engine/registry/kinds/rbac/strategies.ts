/**
 * What is particular about roles and bindings. PUT creates one that is not there.
 * After the strategy.go and policybased/storage.go of each in k8s.io/kubernetes/pkg/registry/rbac.
 */
import type { KubeObject } from '../../../api/objects';
import type { FieldError } from '../../../errors/field-error';
import type { Version } from '../../../versions';
import { validateFinalizerNames, validateMetadata, validateMetadataUpdate } from '../../generic/metadata/validation';
import type { Strategy } from '../../generic/strategy';
import { authorizeBinding, authorizeRole } from './escalation';
import { changesOnlyGarbageCollectorFields } from './garbage-collector-fields';
import type { RbacResource } from '../../../rbac/objects';
import { rbacName, validateBinding, validateClusterRole, validateRole, validateSameRole } from './validation';

type Validate = (object: KubeObject, version: Version, old?: KubeObject) => readonly FieldError[];

/** Older versions check everything as for a new object first, and then again as part of the update. */
function onUpdate(validate: Validate, namespaced: boolean, after: Validate): NonNullable<Strategy['validateUpdate']> {
  return (object, old, { options: { version } }) => {
    const whole = (before?: KubeObject): readonly FieldError[] => [
      ...validateMetadata(object.metadata, namespaced, rbacName, version),
      ...validateFinalizerNames(object.metadata),
      ...validate(object, version, before),
    ];
    return [
      ...(version.has('updateValidatedTwice') ? whole() : []),
      ...whole(old),
      ...validateMetadataUpdate(object, old, version),
      ...after(object, version, old),
    ];
  };
}

const nothingMore: Validate = () => [];
const sameRole: Validate = (binding, version, old) => (old === undefined ? [] : validateSameRole(binding, old, version));

const shared = { validateName: rbacName, allowCreateOnUpdate: true, validatesMetadataUpdate: true } as const;

const roleStrategy = (resource: 'roles' | 'clusterroles', validate: Validate): Strategy => ({
  ...shared,
  authorizeCreate: (role, call, context) => authorizeRole(resource, role, undefined, call, context),
  authorizeUpdate: (role, old, call, context) => (changesOnlyGarbageCollectorFields(role, old) ? undefined : authorizeRole(resource, role, old, call, context)),
  validate: (role, { options: { version } }) => validate(role, version),
  validateUpdate: onUpdate(validate, resource === 'roles', nothingMore),
});

const bindingStrategy = (resource: 'rolebindings' | 'clusterrolebindings'): Strategy => {
  const namespaced = resource === 'rolebindings';
  const validate: Validate = (binding, version) => validateBinding(binding, namespaced, version);
  return {
    ...shared,
    authorizeCreate: (binding, call, context) => authorizeBinding(resource, binding, call, context),
    authorizeUpdate: (binding, old, call, context) =>
      changesOnlyGarbageCollectorFields(binding, old) ? undefined : authorizeBinding(resource, binding, call, context),
    validate: (binding, { options: { version } }) => validate(binding, version),
    validateUpdate: onUpdate(validate, namespaced, sameRole),
  };
};

export const rbacStrategies: Readonly<Record<RbacResource, Strategy>> = {
  roles: roleStrategy('roles', validateRole),
  clusterroles: roleStrategy('clusterroles', validateClusterRole),
  rolebindings: bindingStrategy('rolebindings'),
  clusterrolebindings: bindingStrategy('clusterrolebindings'),
};
