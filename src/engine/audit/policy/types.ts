/**
 * The audit policy, and its Go types, which the catalogue of served types does not have. All versions of it have the same fields.
 * After k8s.io/apiserver/pkg/apis/audit/v1/types.go.
 */
import type { AuditLevel } from '../../api/audit';
import { TypeTable } from '../../catalog/types';

export const GROUP = 'audit.k8s.io';
export const LEVELS = ['None', 'Metadata', 'Request', 'RequestResponse'] as const satisfies readonly AuditLevel[];
export const STAGES = ['RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic'] as const;
export type Stage = (typeof STAGES)[number];

/** Kinds of the group beside Policy; none of them can be read as one. */
export const OTHER_KINDS: readonly string[] = ['Event', 'EventList', 'PolicyList'];

const rule = {
  level: 'Level audit/v1.Level',
  users: 'Users []string omitempty',
  userGroups: 'UserGroups []string omitempty',
  verbs: 'Verbs []string omitempty',
  resources: 'Resources []audit/v1.GroupResources omitempty',
  namespaces: 'Namespaces []string omitempty',
  nonResourceURLs: 'NonResourceURLs []string omitempty',
  omitStages: 'OmitStages []audit/v1.Stage omitempty',
};
const policy = {
  '+TypeMeta': 'meta/v1.TypeMeta',
  metadata: 'ObjectMeta meta/v1.ObjectMeta omitempty',
  rules: 'Rules []audit/v1.PolicyRule',
  omitStages: 'OmitStages []audit/v1.Stage omitempty',
};
const common = {
  'meta/v1.TypeMeta': { kind: 'Kind string omitempty', apiVersion: 'APIVersion string omitempty' },
  'meta/v1.ObjectMeta': {
    name: 'Name string omitempty',
    generateName: 'GenerateName string omitempty',
    namespace: 'Namespace string omitempty',
    labels: 'Labels map[string]string omitempty',
    annotations: 'Annotations map[string]string omitempty',
    creationTimestamp: 'CreationTimestamp *string omitempty',
  },
  'audit/v1.Level': 'string',
  'audit/v1.Stage': 'string',
  'audit/v1.GroupResources': {
    group: 'Group string omitempty',
    resources: 'Resources []string omitempty',
    resourceNames: 'ResourceNames []string omitempty',
  },
};

/** Up to 1.22. */
export const OLD_POLICY_TYPES = new TypeTable({ ...common, 'audit/v1.PolicyRule': rule, 'audit/v1.Policy': policy });
export const POLICY_TYPES = new TypeTable({
  ...common,
  'audit/v1.PolicyRule': { ...rule, omitManagedFields: 'OmitManagedFields *bool omitempty' },
  'audit/v1.Policy': { ...policy, omitManagedFields: 'OmitManagedFields bool omitempty' },
});

type Texts = readonly string[] | null;

export interface GroupResources {
  readonly group?: string;
  readonly resources?: Texts;
  readonly resourceNames?: Texts;
}
export interface PolicyRule {
  readonly level: string;
  readonly users?: Texts;
  readonly userGroups?: Texts;
  readonly verbs?: Texts;
  readonly resources?: readonly GroupResources[] | null;
  readonly namespaces?: Texts;
  readonly nonResourceURLs?: Texts;
  readonly omitStages?: Texts;
  readonly omitManagedFields?: boolean | null;
}
export interface Policy {
  readonly rules: readonly PolicyRule[] | null;
  readonly omitStages?: Texts;
  readonly omitManagedFields?: boolean;
}
