/** Objects by which a cluster fills in what others leave out: one of a scenario would count for everything on the cluster. */
import type { Node } from 'jsonc-parser';
import { memberOf } from './json-edits';

const ANNOTATIONS = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
  'ingressclass.kubernetes.io/is-default-class',
];

/** Reports whether the object is the default class of the cluster, by an annotation or as the PriorityClass of pods without one. */
export function isClusterDefault(object: Node | undefined): boolean {
  const annotations = memberOf(memberOf(object, 'metadata'), 'annotations');
  return memberOf(object, 'globalDefault')?.value === true || ANNOTATIONS.some((name) => memberOf(annotations, name)?.value === 'true');
}
