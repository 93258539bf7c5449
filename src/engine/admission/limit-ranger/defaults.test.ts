/** What a real server added to the pods (recordings/1.37/plugins/limit-ranger). */
import type { Container, LimitRangeItem } from 'kubernetes-types/core/v1';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { readRecording } from '../../../replay/recording';
import type { KubeObject } from '../../api/objects';
import { podSpec } from '../pod';
import { withDefaults } from './defaults';

const { exchanges } = readRecording(path.join(__dirname, '../../../../testdata/recordings/1.37/plugins/limit-ranger.json'));

function exchangeOf(id: number): { readonly sent: KubeObject; readonly answered: KubeObject } {
  const exchange = exchanges.find((candidate) => candidate.id === id);
  return { sent: exchange?.request.body as unknown as KubeObject, answered: exchange?.response.body as KubeObject };
}
const limitsOf = (id: number): readonly LimitRangeItem[] => (exchangeOf(id).answered as unknown as { spec: { limits: readonly LimitRangeItem[] } }).spec.limits;

interface Added {
  readonly resources: readonly Container['resources'][];
  readonly annotations: KubeObject['metadata']['annotations'];
}
const addedTo = (pod: KubeObject): Added => ({ resources: podSpec(pod).containers.map(({ resources }) => resources), annotations: pod.metadata.annotations });

const RULES: readonly (readonly [pod: number, ranges: readonly number[], rule: string])[] = [
  [14, [6], 'a container that says nothing gets requests and limits, and an annotation names them'],
  [28, [8, 9], 'of several ranges the first gives what it has, the next what is still missing, and the annotation names the last'],
  [36, [9], 'a range that is gone gives nothing'],
];

describe('defaults of a LimitRange', () => {
  for (const [pod, ranges, rule] of RULES)
    it(rule, () => {
      const { sent, answered } = exchangeOf(pod);
      expect(addedTo(ranges.reduce((completed, range) => withDefaults(completed, limitsOf(range)), sent))).toEqual(addedTo(answered));
    });
});
