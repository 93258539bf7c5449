/**
 * OwnerReferencesPermissionEnforcement: who changes the owners of an object that is there must be able to delete it, and who lets it
 * block the deletion of an owner must be able to set that owner's finalizers. Upstream: plugin/pkg/admission/gc/gc_admission.go
 */
import { resourceAttributes } from '../../apimachinery/attributes';
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import type { Attributes } from '../../api/attributes';
import type { Verdict } from '../../api/authorizer';
import type { KubeObject, OwnerReference } from '../../api/objects';
import { encodeJson } from '../../golang/json';
import type { PluginContext } from '../plugin-context';
import { refused } from '../refusal';
import { mappingsOf, type Mapping } from '../../registry/generic/rest-mapper';

const ownersOf = (object: KubeObject | undefined): readonly OwnerReference[] => object?.metadata.ownerReferences ?? [];

const changesOwners = ({ object, oldObject }: AdmissionAttributes): boolean => encodeJson(ownersOf(object)) !== encodeJson(ownersOf(oldObject));

/** The owners whose deletion the object begins to block. */
function newlyBlocked({ object, oldObject }: AdmissionAttributes): readonly OwnerReference[] {
  const blockedBefore = new Set(ownersOf(oldObject).flatMap(({ uid, blockOwnerDeletion }) => (blockOwnerDeletion === true ? [uid] : [])));
  return ownersOf(object).filter(({ uid, blockOwnerDeletion }) => blockOwnerDeletion === true && !blockedBefore.has(uid));
}

const deletionOf = ({ user, namespace, name, subresource, resource }: AdmissionAttributes): Attributes =>
  resourceAttributes({
    ...{ user, verb: 'delete', namespace, name, subresource },
    ...{ apiGroup: resource.group, apiVersion: resource.version, resource: resource.resource },
  });

const finalizersOf = ({ user }: AdmissionAttributes, { group, version, resource }: Omit<Mapping, 'namespaced'>, name: string, namespace: string): Attributes =>
  resourceAttributes({ user, verb: 'update', namespace, name, subresource: 'finalizers', apiGroup: group, apiVersion: version, resource });

const ANYTHING = { group: '*', version: '*', resource: '*' };
const saidBy = ({ reason, error }: Verdict): string => `${reason}, ${error?.message ?? '<nil>'}`;

export const createOwnerReferencesPermissionEnforcement = ({ authorizer, options, storage }: PluginContext): AdmissionPlugin => {
  const mappings = (attributes: AdmissionAttributes, owner: OwnerReference): readonly Mapping[] => {
    try {
      return mappingsOf(owner, options, storage);
    } catch (error) {
      const why = `cannot find RESTMapping for APIVersion ${owner.apiVersion} Kind ${owner.kind}: ${(error as Error).message}`;
      throw refused(attributes, `cannot set blockOwnerDeletion in this case because ${why}`);
    }
  };
  const checkOwner = async (attributes: AdmissionAttributes, owner: OwnerReference): Promise<void> => {
    for (const mapping of mappings(attributes, owner)) {
      const asked = finalizersOf(attributes, mapping, owner.name, mapping.namespaced ? attributes.namespace : '');
      const verdict = await authorizer.authorize(asked);
      if (verdict.decision === 'Allow') continue;
      const why = `an ownerReference refers to a resource you can't set finalizers on: ${saidBy(verdict)}`;
      throw refused(attributes, `cannot set blockOwnerDeletion if ${why}`);
    }
  };
  return {
    name: 'OwnerReferencesPermissionEnforcement',
    handles: (operation) => operation === 'CREATE' || operation === 'UPDATE',
    async validate(attributes) {
      const { resource, subresource, operation } = attributes;
      if ((resource.group === '' && resource.resource === 'pods' && subresource === 'status') || !changesOwners(attributes)) return;
      if (operation !== 'CREATE') {
        const verdict = await authorizer.authorize(deletionOf(attributes));
        if (verdict.decision !== 'Allow') throw refused(attributes, `cannot set an ownerRef on a resource you can't delete: ${saidBy(verdict)}`);
      }
      const blocked = newlyBlocked(attributes);
      if (blocked.length === 0) return;
      const asksForAnything = options.version.has('finalizersOfAnything');
      if (asksForAnything && (await authorizer.authorize(finalizersOf(attributes, ANYTHING, '*', ''))).decision === 'Allow') return;
      for (const owner of blocked) await checkOwner(attributes, owner);
    },
  };
};
