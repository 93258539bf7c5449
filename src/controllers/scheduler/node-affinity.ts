/** Whether a node is one that a pod or a volume may be on. Upstream: k8s.io/component-helpers/scheduling/corev1/nodeaffinity */
import type { NodeSelector, NodeSelectorRequirement, NodeSelectorTerm, PodSpec } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../engine/api/objects';
import { own, table } from '../../engine/golang/map';

const number = (text: string | undefined): number => (text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : NaN);

const OPERATORS = table<(value: string | undefined, values: readonly string[]) => boolean>({
  In: (value, values) => value !== undefined && values.includes(value),
  NotIn: (value, values) => value === undefined || !values.includes(value),
  Exists: (value) => value !== undefined,
  DoesNotExist: (value) => value === undefined,
  Gt: (value, [bound]) => number(value) > number(bound),
  Lt: (value, [bound]) => number(value) < number(bound),
});

const meets = ({ key, operator, values = [] }: NodeSelectorRequirement, fields: Readonly<Record<string, string>>): boolean =>
  OPERATORS[operator]?.(own(fields, key), values) ?? false;

/** A term that says nothing is met by no node. */
const meetsTerm = ({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm, node: KubeObject): boolean =>
  matchExpressions.length + matchFields.length > 0 &&
  matchExpressions.every((requirement) => meets(requirement, node.metadata.labels ?? {})) &&
  matchFields.every((requirement) => meets(requirement, { 'metadata.name': node.metadata.name ?? '' }));

export const meetsNodeSelector = ({ nodeSelectorTerms }: NodeSelector, node: KubeObject): boolean => nodeSelectorTerms.some((term) => meetsTerm(term, node));

/** Reports whether the node selector and the required node affinity of the pod are met. */
export function meetsNodeAffinity({ nodeSelector = {}, affinity }: PodSpec, node: KubeObject): boolean {
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return (
    Object.entries(nodeSelector).every(([key, value]) => own(node.metadata.labels, key) === value) &&
    (required === undefined || meetsNodeSelector(required, node))
  );
}
