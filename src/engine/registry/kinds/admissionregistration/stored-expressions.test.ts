/** What Kubernetes 1.37 says of updates of objects that use what only stored expressions may use. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { expect } from 'expect';
import type { KubeObject } from '../../../api/objects';
import { invalid } from '../../../errors/status-error';
import { optionsFor } from '../../../options/parse';
import type { RegistryContext } from '../../generic/context';
import { mutatingAdmissionPolicies, mutatingWebhookConfigurations, validatingAdmissionPolicies, validatingWebhookConfigurations } from './strategies';

const STRATEGIES = {
  validatingadmissionpolicies: validatingAdmissionPolicies,
  mutatingadmissionpolicies: mutatingAdmissionPolicies,
  validatingwebhookconfigurations: validatingWebhookConfigurations,
  mutatingwebhookconfigurations: mutatingWebhookConfigurations,
};
interface Case {
  readonly resource: keyof typeof STRATEGIES;
  readonly case: string;
  /** Absent where the object is created. */
  readonly old?: KubeObject;
  readonly object: KubeObject;
  readonly message: string;
}
const { cases } = JSON.parse(readFileSync(path.join(__dirname, '../../../../../testdata/cel/stored-1.37.json'), 'utf8')) as { readonly cases: readonly Case[] };
const options: Partial<RegistryContext> = { options: optionsFor({ kubernetesVersion: '1.37', flags: {}, controllers: '' }) };
const context = options as RegistryContext;

for (const { resource, case: name, old, object, message } of cases.filter((one) => one.old !== undefined))
  it(`${resource}: ${name}`, () => {
    const errors = [...((STRATEGIES[resource].validateUpdate?.(object, old ?? object, context) ?? []) as Parameters<typeof invalid>[2])];
    const found =
      errors.length === 0 ? '' : invalid({ group: 'admissionregistration.k8s.io', kind: object.kind ?? '' }, object.metadata.name ?? '', errors).message;
    expect(found).toBe(message);
  });
