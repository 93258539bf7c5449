/**
 * Rules as they are printed for people: atoms that differ only in their verb become one rule, and a rule is one line.
 * After CompactRules of k8s.io/kubernetes/pkg/registry/rbac/validation/policy_compact.go and CompactString of
 * pkg/apis/rbac/v1/evaluation_helpers.go.
 */
import { compareBytes } from '../golang/bytes';
import { quoteSlice } from '../golang/quote';
import type { PolicyRule } from './objects';

/** What two atoms have to agree in; a path stands alone. */
const keyOf = ({ apiGroups, resources, resourceNames = [], nonResourceURLs = [], verbs }: PolicyRule): string =>
  JSON.stringify(nonResourceURLs.length > 0 ? [nonResourceURLs, verbs] : [apiGroups, resources, resourceNames]);

function compacted(atoms: readonly PolicyRule[]): readonly PolicyRule[] {
  const rules = new Map<string, PolicyRule>();
  for (const atom of atoms) {
    const key = keyOf(atom);
    const rule = rules.get(key);
    const merged = rule === undefined || atom.nonResourceURLs !== undefined ? atom : { ...rule, verbs: [...rule.verbs, ...atom.verbs] };
    rules.set(key, merged);
  }
  return [...rules.values()];
}

function printed({ apiGroups, resources, nonResourceURLs, resourceNames, verbs }: PolicyRule): string {
  const parts = { APIGroups: apiGroups, Resources: resources, NonResourceURLs: nonResourceURLs, ResourceNames: resourceNames, Verbs: verbs };
  const texts = Object.entries(parts).flatMap(([name, values = []]) => (values.length === 0 ? [] : [`${name}:${quoteSlice(values)}`]));
  return `{${texts.join(', ')}}`;
}

/** One line a rule, sorted, each once. */
export const printAtoms = (atoms: readonly PolicyRule[]): string => [...new Set(compacted(atoms).map(printed))].sort(compareBytes).join('\n');
