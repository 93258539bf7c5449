/** StorageVersionMigrations. After k8s.io/kubernetes/pkg/registry/storagemigration and pkg/apis/storagemigration/validation. */
import type { Condition } from 'kubernetes-types/meta/v1';
import type { KubeObject } from '../../../../api/objects';
import { dns1035Label, dnsSubdomain } from '../../../../apimachinery/names';
import { invalidValue } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { withStatus } from '../../../generic/status-and-generation';
import type { Strategy, Validate } from '../../../generic/strategy';
import { complaints, optional, present, when, type Errors } from '../../../generic/validation/checks';
import { validateConditions } from '../../../generic/validation/conditions';
import { givenFields } from '../../../generic/validation/given';
import { immutable, validatedWithChanges } from '../../../generic/validation/immutable';

interface MigrationSpec {
  readonly resource?: { readonly group?: string; readonly resource?: string };
}
interface MigrationStatus {
  readonly conditions?: readonly Condition[];
  readonly resourceVersion?: string;
}

const specOf = (object: KubeObject): MigrationSpec => givenFields<MigrationSpec>(object['spec']);
const statusOf = (object: KubeObject): MigrationStatus => givenFields<MigrationStatus>(object['status']);
const isTrue = ({ conditions = [] }: MigrationStatus, type: string): boolean => conditions.find((condition) => condition.type === type)?.status === 'True';

const validateMigration: Validate = (object) => {
  const { group = '', resource = '' } = specOf(object).resource ?? {};
  const at = 'spec.resource';
  return [
    ...(resource === ''
      ? present(resource, `${at}.resource`, 'resource is required to be set')
      : complaints(resource, `${at}.resource`, dns1035Label(resource))),
    ...(group === '' ? [] : complaints(group, `${at}.group`, dnsSubdomain(group))),
  ];
};

/** The internal type has no JSON names; GroupResource has. */
function validateSpecStays(object: KubeObject, old: KubeObject): Errors {
  const { group = '', resource = '' } = specOf(object).resource ?? {};
  return immutable(specOf(object), specOf(old), 'spec', { Resource: { group, resource } });
}

/** A migration that has ended stays so, in the one way in which it has, and of the revision up to which it went. */
function validateStatus(object: KubeObject, old: KubeObject, { options }: RegistryContext): Errors {
  const [after, before] = [statusOf(object), statusOf(old)];
  const revision = after.resourceVersion ?? '';
  const at = { conditions: 'status.conditions', resourceVersion: 'status.resourceVersion' };
  const refused = (bad: boolean, text: string): Errors => when(bad, () => invalidValue(at.conditions, after.conditions ?? null, text));
  return [
    ...when(revision !== '' && !/^[1-9][0-9]*$/.test(revision), () =>
      invalidValue(at.resourceVersion, revision, `resource version is not well formed: ${revision}`),
    ),
    ...validateConditions(after.conditions, at.conditions, options.version),
    ...optional(before.resourceVersion, (kept) => immutable(revision, kept, at.resourceVersion)),
    ...refused(isTrue(after, 'Succeeded') && isTrue(after, 'Failed'), 'Both success and failed conditions cannot be true at the same time'),
    ...refused(isTrue(before, 'Succeeded') && !isTrue(after, 'Succeeded'), 'Success condition cannot be set to false once it is true'),
    ...refused(isTrue(before, 'Failed') && !isTrue(after, 'Failed'), 'Failed condition cannot be set to false once it is true'),
  ];
}

export const storageVersionMigrations: Strategy = {
  ...withStatus(validatedWithChanges(validateMigration, validateSpecStays)),
  status: { validate: validateStatus },
  allowUnconditionalUpdate: false,
};
