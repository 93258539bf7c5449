/** After k8s.io/apiserver/pkg/admission/plugin/webhook/predicates/rules/rules_test.go. */
import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { SentRule } from '../../api/webhook-configuration';
import { ruleMatches, type RuleSubject } from './rules';

const everything: SentRule = { operations: ['*'], apiGroups: ['*'], apiVersions: ['*'], resources: ['*/*'] };
const ofPods: RuleSubject = { operation: 'CREATE', resource: { group: '', version: 'v1', resource: 'pods' }, subresource: '', namespace: 'shop' };
const ofNamespace: RuleSubject = { ...ofPods, resource: { group: '', version: 'v1', resource: 'namespaces' }, namespace: 'shop' };
const ofNode: RuleSubject = { ...ofPods, resource: { group: '', version: 'v1', resource: 'nodes' }, namespace: '' };

describe('a rule', () => {
  for (const [title, rule, subject, expected] of [
    ['of everything matches', {}, ofPods, true],
    ['of another operation does not', { operations: ['UPDATE'] }, ofPods, false],
    ['of another group does not', { apiGroups: ['apps'] }, ofPods, false],
    ['of another version does not', { apiVersions: ['v2'] }, ofPods, false],
    ['of a resource leaves its subresources out', { resources: ['pods'] }, { ...ofPods, subresource: 'exec' }, false],
    ['of all subresources matches the resource too', { resources: ['pods/*'] }, ofPods, true],
    ['of a subresource of all resources matches', { resources: ['*/exec'] }, { ...ofPods, subresource: 'exec' }, true],
    ['of all resources leaves subresources out', { resources: ['*'] }, { ...ofPods, subresource: 'exec' }, false],
    ['of the scope Namespaced matches what is in a namespace', { scope: 'Namespaced' }, ofPods, true],
    ['of the scope Namespaced leaves a namespace out', { scope: 'Namespaced' }, ofNamespace, false],
    ['of the scope Cluster matches a namespace', { scope: 'Cluster' }, ofNamespace, true],
    ['of the scope Cluster matches a node', { scope: 'Cluster' }, ofNode, true],
    ['without resources matches nothing', { resources: [] }, ofPods, false],
  ] as const)
    it(title, () => {
      expect(ruleMatches({ ...everything, ...rule }, subject)).toBe(expected);
    });
});
