import { describe, it } from 'node:test';
import { expect } from 'expect';
import { applyEdits } from 'jsonc-parser';
import { admissionScoping } from './admission-scope';
import type { ResourceType } from './discovery';
import { jsonTree } from './json-edits';
import { labelsOf, markOf } from './mark';
import { ScenarioNames } from './scenario-names';

const type = (name: string, namespaced: boolean, group = ''): ResourceType => ({ group, name, kind: '', namespaced, verbs: [], prefix: '' });
const types = [type('pods', true), type('namespaces', false), type('nodes', false)];
const mark = markOf('bcdfgh', 1);
const names = new ScenarioNames(mark, () => Promise.resolve('absent'));
const labels = labelsOf(mark);

function scoped(resource: string, body: object): unknown {
  const text = JSON.stringify(body);
  const tree = jsonTree(text);
  if (tree === undefined) throw new Error('no JSON');
  return JSON.parse(applyEdits(text, [...admissionScoping(tree, { names, types, self: type(resource, false, 'admissionregistration.k8s.io') })]));
}

const policy = (constraints: object): object => ({ spec: { matchConstraints: constraints } });

describe('webhooks and policies on a cluster', () => {
  it('are asked about namespaces of the scenario', () => {
    const rules = { resourceRules: [{ resources: ['pods', 'namespaces'] }] };
    expect(scoped('validatingadmissionpolicies', policy(rules))).toEqual(policy({ ...rules, namespaceSelector: { matchLabels: labels } }));
  });

  it('are asked about objects of the scenario where these may be outside of namespaces', () => {
    for (const resource of ['nodes', '*', '*/*', 'nodes/status']) {
      const rules = [{ resources: [resource] }];
      expect(scoped('mutatingwebhookconfigurations', { webhooks: [{ rules }] })).toEqual({
        webhooks: [{ rules, namespaceSelector: { matchLabels: labels }, objectSelector: { matchLabels: labels } }],
      });
    }
  });

  it('select what the scenario selects as well', () => {
    const selector = { matchLabels: { team: 'a' }, matchExpressions: [] };
    expect(scoped('mutatingadmissionpolicies', policy({ namespaceSelector: selector }))).toEqual(
      policy({ namespaceSelector: { matchLabels: { ...labels, team: 'a' }, matchExpressions: [] } }),
    );
    expect(scoped('validatingwebhookconfigurations', { webhooks: [{ namespaceSelector: null }, 'odd'] })).toEqual({
      webhooks: [{ namespaceSelector: { matchLabels: labels } }, 'odd'],
    });
  });

  it('are left alone where there is nothing to select by', () => {
    const binding = { spec: { policyName: 'x', matchResources: {} } };
    expect(scoped('validatingadmissionpolicybindings', binding)).toEqual(binding);
    expect(scoped('validatingadmissionpolicies', { spec: { matchConstraints: [] } })).toEqual({ spec: { matchConstraints: [] } });
  });
});
