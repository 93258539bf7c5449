/** Labels of nodes that have better names by now, and what a client is warned of that selects nodes by them. After pkg/api/node/util.go. */
import type { NodeSelectorTerm } from 'kubernetes-types/core/v1';
import { labelValue } from '../../../../apimachinery/names';
import { own, table } from '../../../../golang/map';
import type { Version } from '../../../../versions';
import type { Given } from '../../../generic/validation/given';

const DEPRECATED = table<string>({
  'beta.kubernetes.io/arch': 'deprecated since v1.14; use "kubernetes.io/arch" instead',
  'beta.kubernetes.io/os': 'deprecated since v1.14; use "kubernetes.io/os" instead',
  'failure-domain.beta.kubernetes.io/region': 'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
  'failure-domain.beta.kubernetes.io/zone': 'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  'beta.kubernetes.io/instance-type': 'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
  'app.kubernetes.io/created-by': 'deprecated since v1.9',
  'scheduler.alpha.kubernetes.io/preferAvoidPods': 'deprecated since v1.22; use Taints and Tolerations instead',
  'node-role.kubernetes.io/master': 'use "node-role.kubernetes.io/control-plane" instead',
});

/** Returns what is to be said of a label; undefined where it is good. */
export const deprecationOf = (label: string): string | undefined => own(DEPRECATED, label);

/** Values are validated where a term is required; a term that is only preferred is warned of. */
export function termWarnings({ matchExpressions }: Given<NodeSelectorTerm>, at: string, warnsOfValues: boolean, version: Version): readonly string[] {
  return (matchExpressions ?? []).flatMap((expression, index) => {
    const place = `${at}.matchExpressions[${index}]`;
    const message = deprecationOf(expression.key ?? '');
    const values = (warnsOfValues ? (expression.values ?? []) : []).flatMap((value, at) =>
      labelValue(value, version).map((problem) => `${place}.values[${at}]: ${value} is invalid, ${problem}`),
    );
    return [...(message === undefined ? [] : [`${place}.key: ${expression.key ?? ''} is ${message}`]), ...values];
  });
}
