/**
 * A policy from manifests, as an API server of the version takes it. The roles and bindings that every cluster of the version has come
 * first, so that `view` and `cluster-admin` mean something; what a server would refuse is left out, and found.
 */
import type { KubeObject } from '../engine/api/objects';
import { rbacResource, roleRefOf } from '../engine/rbac/objects';
import type { Version } from '../engine/versions';
import type { Manifest } from '../manifests/manifest';
import type { ManifestError } from '../manifests/nodes';
import type { Finding } from './finding';
import { policyOf, type Policy } from './policy';
import { resourcesOfDefinition } from './resources';
import { placeOf, takenObjects, type RoleServer } from './taken-objects';

export interface ManifestPolicy {
  readonly policy: Policy;
  readonly findings: readonly Finding[];
  /** Those that the server takes. */
  readonly taken: readonly Manifest[];
}

/** A token Secret of a ServiceAccount counts; nothing else of other kinds does. */
const otherObjects = (manifests: readonly Manifest[]): readonly KubeObject[] =>
  manifests.flatMap(({ object }) => (object.kind === 'Secret' && typeof object.metadata.name === 'string' ? [object] : []));

function missingRoles({ storage }: Policy, taken: readonly Manifest[]): readonly Finding[] {
  return taken.flatMap((manifest): readonly Finding[] => {
    const { object, file } = manifest;
    if (!(object.kind ?? '').endsWith('Binding')) return [];
    const { kind, name } = roleRefOf(object);
    const [resource, namespace] = kind === 'Role' ? (['roles', placeOf(object)] as const) : (['clusterroles', ''] as const);
    if (storage.get(rbacResource(resource), namespace, name) !== undefined) return [];
    const role = `${kind} ${JSON.stringify(name)}${namespace === '' ? '' : ` in the namespace ${JSON.stringify(namespace)}`}`;
    return [
      {
        file,
        line: manifest.lineOf('roleRef', 'name'),
        rule: 'missing-role',
        message: `The ${object.kind ?? ''} ${JSON.stringify(object.metadata.name)} gives the ${role}, which is not there`,
        remedy: 'Correct the name, add the role to the manifests, or take the binding out: who may create the role gets what they write into it.',
      },
    ];
  });
}

/** Calls `read` once, with what is called for each fault. */
export async function policyOfManifests(
  read: (unreadable: (error: ManifestError) => void) => readonly Manifest[],
  version: Version,
  server: RoleServer,
): Promise<ManifestPolicy> {
  const findings: Finding[] = [];
  const manifests = read(({ file, line, complaint }) =>
    findings.push({
      file,
      line,
      rule: 'unreadable',
      message: complaint,
      remedy: 'Write Kubernetes objects as YAML or JSON, each with apiVersion, kind and metadata.',
    }),
  );
  const { findings: refused, manifests: taken } = await takenObjects(manifests, version, server);
  const roles = (['clusterroles', 'roles', 'clusterrolebindings', 'rolebindings'] as const).flatMap((resource) => server.storage.list(rbacResource(resource)));
  const custom = manifests.flatMap(({ object }) => (object.kind === 'CustomResourceDefinition' ? resourcesOfDefinition(object) : []));
  const policy = policyOf(version, [...roles, ...otherObjects(manifests)], custom);
  return { policy, findings: [...findings, ...refused, ...missingRoles(policy, taken)], taken };
}
