/** Which of several classes is the default one, as DefaultStorageClass and DefaultIngressClass choose it. */
import type { KubeObject } from '../api/objects';
import { own } from '../golang/map';

const created = ({ metadata }: KubeObject): string => metadata.creationTimestamp ?? '';
const nameOf = ({ metadata }: KubeObject): string => metadata.name ?? '';

/** Those that one of the annotations marks, the newest first; of one second, in the order of their names. */
export function defaultClasses(classes: readonly KubeObject[], annotations: readonly string[]): readonly KubeObject[] {
  const isDefault = ({ metadata }: KubeObject): boolean => annotations.some((annotation) => own(metadata.annotations, annotation) === 'true');
  return classes.filter(isDefault).toSorted((a, b) => (created(a) === created(b) ? (nameOf(a) < nameOf(b) ? -1 : 1) : created(a) > created(b) ? -1 : 1));
}
