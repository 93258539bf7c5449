/** A group and a version as one text, which is '' for no version at all. After k8s.io/apimachinery/pkg/runtime/schema. */
import type { GroupVersionKind } from '../api/objects';

type GroupVersion = Pick<GroupVersionKind, 'group' | 'version'>;

/** The core group has no name: v1, apps/v1. */
export const groupVersionOf = ({ group, version }: GroupVersion): string => (group === '' ? version : `${group}/${version}`);

/** Where a server has a version: /api/v1, /apis/apps/v1. */
export const versionPath = (groupVersion: string): string => (groupVersion.includes('/') ? `/apis/${groupVersion}` : `/api/${groupVersion}`);

/** Throws where there is more than one slash. */
export function parseGroupVersion(text: string): GroupVersion {
  const parts = text.split('/');
  if (parts.length > 2) throw new Error(`unexpected GroupVersion string: ${text}`);
  const [first = '', second] = parts;
  return second === undefined ? { group: '', version: first } : { group: first, version: second };
}

/** Finds no group and no version where there is more than one slash, as FromAPIVersionAndKind does. */
export const lenientGroupVersion = (text: string): GroupVersion => (text.split('/').length > 2 ? { group: '', version: '' } : parseGroupVersion(text));
