/**
 * The namespaceSelector and objectSelector of a webhook or of a policy.
 * After k8s.io/apiserver/pkg/admission/plugin/webhook/predicates/{namespace,object}/matcher.go.
 */
import type { LabelSelector as GivenSelector } from 'kubernetes-types/meta/v1';
import type { AdmissionAttributes } from '../../api/admission';
import type { Storage } from '../../api/storage';
import { notFound, type StatusError } from '../../errors/status-error';
import { NAMESPACES } from '../namespaces';
import { selectorOf, selects } from './label-selector';

const isEmpty = ({ matchLabels = {}, matchExpressions = [] }: GivenSelector): boolean => Object.keys(matchLabels).length + matchExpressions.length === 0;

/** Labels as a new or changed namespace has them, else those of the namespace that is stored; the refusal where there is none. */
function namespaceLabels({ resource, subresource, operation, object, namespace }: AdmissionAttributes, storage: Storage): object | StatusError {
  if (resource.resource === 'namespaces' && subresource === '' && (operation === 'CREATE' || operation === 'UPDATE')) return object?.metadata.labels ?? {};
  const found = storage.get(NAMESPACES, '', namespace);
  return found === undefined ? notFound(NAMESPACES, namespace) : (found.metadata.labels ?? {});
}

/** What is of no namespace is always selected. An error counts only where the rules match. */
export function namespaceSelected(selector: GivenSelector | undefined, attributes: AdmissionAttributes, storage: Storage): boolean | StatusError {
  if (attributes.namespace === '' && attributes.resource.resource !== 'namespaces') return true;
  if (selector === undefined) return false;
  if (isEmpty(selector)) return true;
  const labels = namespaceLabels(attributes, storage);
  return labels instanceof Error ? labels : selects(selectorOf(selector), labels as Readonly<Record<string, string>>);
}

/** Either the new or the old object has to have the labels; what has no metadata has none. */
export function objectSelected(selector: GivenSelector | undefined, { object, oldObject }: Pick<AdmissionAttributes, 'object' | 'oldObject'>): boolean {
  if (selector === undefined) return false;
  if (isEmpty(selector)) return true;
  const parsed = selectorOf(selector);
  return [object, oldObject].some((one) => one?.metadata !== undefined && selects(parsed, one.metadata.labels));
}
