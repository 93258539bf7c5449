/** What bench:admission asks: a ConfigMap created in a namespace that fifty policies judge, and in one that ten webhooks are asked about. */
import type { HttpsSender } from '../../src/targets/https-sender';
import { configMap, CLIENT, creating, prepareNamespaces, type Case, type Create } from '../http/cases';

const POLICIES = 50;
const WEBHOOKS = 10;
const GROUP = 'admissionregistration.k8s.io';
const API = `/apis/${GROUP}/v1`;

const creation = (name: string, namespace: string): Case => ({
  name,
  method: 'POST',
  target: `/api/v1/namespaces/${namespace}/configmaps`,
  status: 201,
  body: JSON.stringify(configMap({ generateName: 'made-' })),
  warmUpAnswers: 1500,
});

export const CASES: readonly Case[] = [
  creation(`create through ${POLICIES} policies`, 'policies'),
  creation(`create through ${WEBHOOKS} webhooks`, 'webhooks'),
];

const RULE = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['configmaps'] };
const inNamespace = (name: string): object => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });

/** The value that the policy of a number refuses; it comes in no case. */
const refusedBy = (number: number): string => `refused-${number}`;

async function createPolicies(create: Create): Promise<void> {
  for (let number = 0; number < POLICIES; number += 1) {
    const metadata = { name: `policy-${number}` };
    const expression = `object.data.all(key, object.data[key] != '${refusedBy(number)}') && object.metadata.name.size() < 253`;
    await create(`${API}/validatingadmissionpolicies`, {
      ...{ apiVersion: `${GROUP}/v1`, kind: 'ValidatingAdmissionPolicy', metadata },
      spec: { matchConstraints: { resourceRules: [RULE] }, validations: [{ expression }] },
    });
    await create(`${API}/validatingadmissionpolicybindings`, {
      ...{ apiVersion: `${GROUP}/v1`, kind: 'ValidatingAdmissionPolicyBinding', metadata },
      spec: { policyName: metadata.name, validationActions: ['Deny'], matchResources: { namespaceSelector: inNamespace('policies') } },
    });
  }
}

/** Where webhooks are, and the PEM of the authority of their certificate. */
export interface WebhookPlace {
  readonly port: number;
  readonly authorityPem: string;
}

function createWebhooks(create: Create, { port, authorityPem }: WebhookPlace): Promise<void> {
  const webhooks = Array.from({ length: WEBHOOKS }, (_, number) => ({
    name: `webhook-${number}.example.com`,
    clientConfig: { url: `https://127.0.0.1:${port}/${number}`, caBundle: Buffer.from(authorityPem).toString('base64') },
    rules: [RULE],
    namespaceSelector: inNamespace('webhooks'),
    admissionReviewVersions: ['v1'],
    sideEffects: 'None',
  }));
  const metadata = { name: 'bench' };
  return create(`${API}/validatingwebhookconfigurations`, { apiVersion: `${GROUP}/v1`, kind: 'ValidatingWebhookConfiguration', metadata, webhooks });
}

/** Waits until every policy refuses what it is to refuse, because a real server learns of policies with a delay. */
async function policiesInForce(sender: HttpsSender): Promise<void> {
  for (let number = 0; number < POLICIES;) {
    const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'refused-' }, data: { color: refusedBy(number) } };
    const request = { as: { kind: 'user', name: CLIENT.name }, method: 'POST', path: '/api/v1/namespaces/policies/configmaps?dryRun=All', body } as const;
    const { status } = await sender.send(request, { kind: 'token', token: CLIENT.token });
    if (status === 422) number += 1;
    else await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export const prepareFor =
  (webhooks: WebhookPlace) =>
  async (sender: HttpsSender): Promise<void> => {
    const create = creating(sender);
    await prepareNamespaces(create, ['policies', 'webhooks']);
    await createWebhooks(create, webhooks);
    await createPolicies(create);
    await policiesInForce(sender);
  };
