/** What `cukernetes explain --admission` answers, prints and ends with. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { explainAdmissionCommand, type ExplainAdmissionOptions } from './explain-admission';
import type { Outcome } from './outcome';

const SHOP = `apiVersion: v1
kind: LimitRange
metadata: {name: limits, namespace: shop}
spec: {limits: [{type: Container, max: {cpu: "1"}, default: {cpu: 200m}, defaultRequest: {cpu: 100m}}]}
---
apiVersion: v1
kind: Namespace
metadata: {name: shop}
`;
const POLICY = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: few-replicas}
spec:
  matchConstraints: {resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}]}
  validations: [{expression: "has(object.spec) && object.spec.replicas <= 5", message: too many}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: everywhere}
spec: {policyName: few-replicas, validationActions: [ACTION]}
`;
const pod = (cpu: string): string => `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec: {automountServiceAccountToken: false, containers: [{name: app, image: "nginx:1", resources: {limits: {cpu: ${cpu}}}}]}
`;
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 7
  selector: {matchLabels: {app: web}}
  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: app, image: nginx}]}}
`;

async function asked(manifests: readonly string[], more: Partial<ExplainAdmissionOptions> = {}): Promise<Outcome & { readonly folder: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-admission-'));
  const filename = manifests.map((text, at) => {
    const file = path.join(folder, `${at}.yaml`);
    writeFileSync(file, text);
    return file;
  });
  try {
    return { ...(await explainAdmissionCommand({ kubernetesVersion: '1.36', output: 'text', as: 'jane', filename, ...more })), folder };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('explain --admission', () => {
  it('says which plugin changed what, with the values before and after', async () => {
    const { stdout, stderr, exitCode, folder } = await asked([SHOP, pod('500m')]);
    expect(stdout.split('\n')[0]).toBe(`admitted: Pod "web" in the namespace "shop" (${folder}/1.yaml:1)`);
    expect(stdout).toContain('  changed by ServiceAccount:\n    /spec/serviceAccountName: + "default"\n');
    expect(stdout).toContain('  changed by Priority:\n');
    expect(stderr).toBe('Warning: by these manifests jane may not create a Pod. Admission is explained as if they might.\n');
    expect(exitCode).toBe(0);
  });

  it('says which plugin refused, and ends with 1', async () => {
    const { stdout, exitCode, folder } = await asked([SHOP, pod('"2"')]);
    expect(stdout).toContain(`refused: Pod "web" in the namespace "shop" (${folder}/1.yaml:1)\n`);
    expect(stdout).toContain('  refused by LimitRanger: pods "web" is forbidden: maximum cpu usage per Container is 1, but limit is 2\n');
    expect(exitCode).toBe(1);
  });

  it('says which policy refused, which expression of it was false, and what was nearest', async () => {
    const { stdout, exitCode } = await asked([POLICY.replace('ACTION', 'Deny'), DEPLOYMENT]);
    expect(stdout).toContain(
      '  refused by ValidatingAdmissionPolicy: deployments.apps "web" is forbidden: ValidatingAdmissionPolicy \'few-replicas\' with binding',
    );
    expect(stdout).toContain(
      [
        '    ValidatingAdmissionPolicy "few-replicas" with binding "everywhere" (Deny): too many',
        '      false: has(object.spec) && object.spec.replicas <= 5',
        '      nearest miss: object.spec.replicas <= 5, where object.spec.replicas is 7',
        '',
      ].join('\n'),
    );
    expect(exitCode).toBe(1);
  });

  it('says what a policy noticed that only warns', async () => {
    const { stdout, exitCode } = await asked([POLICY.replace('ACTION', 'Warn'), DEPLOYMENT]);
    expect(stdout).toContain(
      '  noticed by ValidatingAdmissionPolicy:\n    ValidatingAdmissionPolicy "few-replicas" with binding "everywhere" (Warn): too many\n',
    );
    expect(exitCode).toBe(0);
  });

  it('says which MutatingAdmissionPolicy changed what, and which failed and let the object pass', async () => {
    const policy = (expression: string): string => `apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicy
metadata: {name: labels}
spec:
  failurePolicy: Ignore
  reinvocationPolicy: Never
  matchConstraints: {resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}]}
  mutations: [{patchType: ApplyConfiguration, applyConfiguration: {expression: '${expression}'}}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicyBinding
metadata: {name: everywhere}
spec: {policyName: labels}
`;
    const changed = await asked([policy('Object{metadata: Object.metadata{labels: {"team": "shop"}}}'), DEPLOYMENT]);
    expect(changed.stdout).toContain(
      '  changed by MutatingAdmissionPolicy:\n    /metadata/labels: + {"team":"shop"}\n    MutatingAdmissionPolicy "labels" with binding "everywhere"\n',
    );
    const failing = 'Object{metadata: Object.metadata{labels: {"team": object.nope}}}';
    const passed = await asked([policy(failing), DEPLOYMENT]);
    expect(passed.stdout).toContain(
      `  noticed by MutatingAdmissionPolicy:\n    MutatingAdmissionPolicy "labels" with binding "everywhere": failurePolicy Ignore lets it pass: expression '${failing}' resulted in error: no such key: nope\n`,
    );
  });

  it('says which webhook could not be asked and let the object pass', async () => {
    const webhook = (kind: string, policy: string): string => `apiVersion: admissionregistration.k8s.io/v1
kind: ${kind}WebhookConfiguration
metadata: {name: hooks}
webhooks:
- name: w.example.com
  clientConfig: {service: {namespace: shop, name: missing}}
  failurePolicy: ${policy}
  sideEffects: None
  admissionReviewVersions: [v1]
  rules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}]
`;
    for (const kind of ['Mutating', 'Validating']) {
      const passed = await asked([webhook(kind, 'Ignore'), DEPLOYMENT]);
      expect(passed.stdout).toContain(`  noticed by ${kind}AdmissionWebhook:\n    failurePolicy Ignore lets it pass: failed calling webhook "w.example.com": `);
      expect(passed.exitCode).toBe(0);
      const refused = await asked([webhook(kind, 'Fail'), DEPLOYMENT]);
      expect(refused.stdout).toContain(`  refused by ${kind}AdmissionWebhook: Internal error occurred: failed calling webhook "w.example.com": `);
      expect(refused.exitCode).toBe(1);
    }
  });

  it('runs the plugins that flags enable', async () => {
    const { stdout } = await asked([SHOP, pod('500m')], { flag: ['enable-admission-plugins=AlwaysPullImages', 'disable-admission-plugins=Priority'] });
    expect(stdout).toContain('  changed by AlwaysPullImages:\n    /spec/containers/0/imagePullPolicy: "IfNotPresent" -> "Always"\n');
    expect(stdout).not.toContain('changed by Priority');
  });

  it('prints JSON, without the values of Secrets', async () => {
    const { stdout } = await asked([SHOP, pod('"2"')], { output: 'json' });
    expect(JSON.parse(stdout)).toMatchObject({ admitted: false, user: 'jane', objects: [{ kind: 'Pod', status: 403, presumesAuthorization: true }] });
    const policy = POLICY.replace('ACTION', 'Deny').replace('[apps]', '[""]').replace('deployments', 'secrets').replace('object.spec.replicas <= 5', 'false');
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: db}\nstringData: {password: open-sesame}\n';
    const hidden = await asked([policy.replace('has(object.spec) && false', "object.data.password == ''"), secret], { output: 'json' });
    expect(hidden.stdout).toContain('"action": "refused"');
    expect(hidden.stdout).not.toContain(Buffer.from('open-sesame').toString('base64'));
  });

  it('says that validation refused what no plugin did', async () => {
    const { stdout, exitCode } = await asked([DEPLOYMENT.replace('replicas: 7', 'replicas: -7')]);
    expect(stdout).toContain('  refused by no admission plugin: Deployment.apps "web" is invalid: spec.replicas: Invalid value: -7');
    expect(exitCode).toBe(1);
  });

  it('does not answer what it cannot', async () => {
    await expect(asked([])).rejects.toThrow('What is created? Name its manifest with -f');
    await expect(asked(['a: ['])).rejects.toThrow('0.yaml:1: this is not YAML');
    await expect(asked([DEPLOYMENT.replace('apps/v1', 'apps/v7')])).rejects.toThrow('0.yaml:1: Kubernetes 1.36 does not serve apps/v7 Deployment');
    await expect(asked([SHOP.replace('cpu: "1"', 'cpu: many'), pod('1')])).rejects.toThrow('Kubernetes 1.36 refuses the LimitRange');
    await expect(asked([DEPLOYMENT], { flag: ['enable-admission-plugins'] })).rejects.toThrow('--flag takes NAME=VALUE');
    await expect(asked([DEPLOYMENT], { server: 'https://127.0.0.1:1' })).rejects.toThrow('not a running server');
  });
});
