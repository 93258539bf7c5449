import { describe, it } from 'node:test';
import { expect } from 'expect';
import { boundPolicies } from './policies';
import { objectsIn } from './yaml-objects';

const bound = (yaml: string): readonly object[] => boundPolicies(objectsIn(yaml, 'the doc string'));
const POLICY = 'apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: {name: tags}\n';

describe('policies under test', () => {
  it('are bound where no binding names them', () => {
    expect(bound(`${POLICY}spec: {validations: []}`)[1]).toEqual({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: 'tags' },
      spec: { policyName: 'tags', validationActions: ['Deny'] },
    });
  });

  it('keep a binding that names them', () => {
    const binding =
      '---\napiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\nmetadata: {name: b}\nspec: {policyName: tags, validationActions: [Warn]}';
    expect(bound(`${POLICY}spec: {validations: []}\n${binding}`)).toHaveLength(2);
  });

  it('need a binding where they have parameters', () => {
    expect(() => bound(`${POLICY}spec: {paramKind: {apiVersion: v1, kind: ConfigMap}}`)).toThrow('The policy "tags" has parameters');
  });

  it('are what the step is about', () => {
    expect(() => bound('{apiVersion: v1, kind: Namespace, metadata: {name: shop}}')).toThrow(
      'No ValidatingAdmissionPolicy or MutatingAdmissionPolicy is here.',
    );
  });
});
