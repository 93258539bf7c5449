/** Cases of k8s.io/apiserver/pkg/admission/plugin/policy/mutating/patch/smd_test.go. */
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { Scheme } from '../../scheme/scheme';
import { versionOf } from '../../versions';
import { atomicsOf } from './atomics';

const version = versionOf('1.37');
const DEPLOYMENT = { group: 'apps', version: 'v1', kind: 'Deployment' };

function atomics(configuration: object): readonly string[] {
  const type = Scheme.of(version).typeOf(DEPLOYMENT);
  if (type === undefined) throw new Error('the Deployment is missing');
  return atomicsOf(configuration, type, version);
}
const ofContainer = (container: object): object => ({ spec: { template: { spec: { containers: [container] } } } });

describe('the places of a configuration with one owner', () => {
  for (const [given, configuration, expected] of [
    ['a field', { spec: { replicas: 1 } }, []],
    ['a map that is merged', { metadata: { labels: { a: 'b' } } }, []],
    ['a list that is merged by a key', ofContainer({ name: 'a', env: [{ name: 'x', value: '1' }] }), []],
    ['a list of texts', ofContainer({ name: 'a', command: ['x'] }), ['.spec.template.spec.containers[0].command']],
    ['a selector', { spec: { selector: { matchLabels: { a: 'b' } } } }, ['.spec.selector']],
    ['a map that is replaced', { spec: { template: { spec: { nodeSelector: { a: 'b' } } } } }, ['.spec.template.spec.nodeSelector']],
    ['a list of structs', { spec: { template: { spec: { tolerations: [{ key: 'a' }] } } } }, ['.spec.template.spec.tolerations']],
  ] as const)
    it(`${expected.length === 0 ? 'are not' : 'are'} ${given}`, () => {
      expect(atomics(configuration)).toEqual(expected);
    });
});
