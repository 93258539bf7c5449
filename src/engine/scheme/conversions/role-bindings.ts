/**
 * Subjects of rbac v1alpha1 have an apiVersion instead of an apiGroup, and the user * stood for everyone who is authenticated.
 * Upstream: pkg/apis/rbac/v1alpha1/conversion.go
 */
import type { Conversion, Convertible } from './convertible';

interface Subject {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly apiGroup?: string;
  readonly name?: string;
  readonly namespace?: string;
}

const GROUP = 'rbac.authorization.k8s.io';

function groupOf({ kind, apiVersion = '' }: Subject): string {
  if (kind === 'ServiceAccount') return '';
  if (kind === 'User' || kind === 'Group') return GROUP;
  const parts = apiVersion.split('/');
  return parts.length === 2 ? (parts[0] ?? '') : '';
}
function fromAlpha({ apiVersion, ...subject }: Subject): Subject {
  const apiGroup = groupOf({ apiVersion: apiVersion ?? '', ...subject });
  if (subject.kind === 'User' && subject.name === '*') return { ...subject, kind: 'Group', apiGroup, name: 'system:authenticated' };
  return { ...subject, apiGroup };
}
function versionOf({ kind, apiGroup = '' }: Subject): string {
  if (kind === 'ServiceAccount' && apiGroup === '') return 'v1';
  if ((kind === 'User' || kind === 'Group') && apiGroup === GROUP) return `${GROUP}/v1alpha1`;
  return apiGroup === '' ? '' : `${apiGroup}/`;
}
const toAlpha = ({ apiGroup, ...subject }: Subject): Subject => ({ ...subject, apiVersion: versionOf({ apiGroup: apiGroup ?? '', ...subject }) });

const withSubjects = (object: Convertible, convert: (subject: Subject) => Subject): Convertible => {
  const { subjects } = object;
  return Array.isArray(subjects) ? { ...object, subjects: subjects.map((subject: Subject) => convert(subject)) } : object;
};
const binding: Conversion = { toHub: (object) => withSubjects(object, fromAlpha), fromHub: (object) => withSubjects(object, toAlpha) };

export const roleBindings = { [`${GROUP}/v1alpha1 RoleBinding`]: binding, [`${GROUP}/v1alpha1 ClusterRoleBinding`]: binding };
