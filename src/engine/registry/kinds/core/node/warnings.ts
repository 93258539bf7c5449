/** What a client is warned of that writes a node: fields that count for nothing. After nodeWarnings of pkg/registry/core/node/strategy.go. */
import { givenFields } from '../../../generic/validation/given';
import type { NodeSpec } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../../../api/objects';
import type { Version } from '../../../../versions';
import { rangeWarnings } from '../../../generic/warnings/addresses';

export function nodeWarnings(node: KubeObject, version: Version): readonly string[] {
  if (!version.has('specWarnings')) return [];
  const { configSource, externalID = '', podCIDRs = [] } = givenFields<NodeSpec>(node['spec']);
  return [
    ...(configSource === undefined ? [] : ['spec.configSource: the feature is removed']),
    ...(externalID === '' ? [] : ['spec.externalID: this field is deprecated, and is unused by Kubernetes']),
    ...podCIDRs.flatMap((range, index) => rangeWarnings(range, `spec.podCIDRs[${index}]`)),
  ];
}
