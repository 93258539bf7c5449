import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { http } from '../targets/http';
import { openAlone } from '../targets/target-alone';
import { explain, type ExplainOptions } from './explain';
import { whoCanCommand } from './who-can';

const MANIFESTS = path.join(__dirname, '..', '..', 'features', 'manifests');
const OPTIONS = { kubernetesVersion: '1.36', output: 'text' } as const;
const inFoo = (as: string, more: Partial<ExplainOptions> = {}): ExplainOptions => ({ ...OPTIONS, as, filename: [MANIFESTS], namespace: 'foo', ...more });

const inFile = async (content: string, use: (file: string) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-policy-'));
  const file = path.join(folder, 'file.yaml');
  writeFileSync(file, content);
  await use(file).finally(() => rmSync(folder, { recursive: true }));
};

describe('explain and who-can', () => {
  it('name the binding that lacks the subject', async () => {
    const { stdout: answer, exitCode } = await explain('list', 'services', undefined, inFoo('system:serviceaccount:bar:default'));
    expect(exitCode).toBe(1);
    expect(answer).toContain('no: system:serviceaccount:bar:default may not list services in the namespace "foo"');
    expect(answer).toContain('RoleBinding "test/foo" of Role "service-reader" allows this, but lacks the subject "system:serviceaccount:bar:default"');
  });

  it('answer in JSON', async () => {
    const { stdout, exitCode } = await explain('list', 'svc', undefined, inFoo('system:serviceaccount:foo:default', { output: 'json' }));
    const answer = JSON.parse(stdout) as Record<string, unknown>;
    expect(exitCode).toBe(0);
    expect(answer).toMatchObject({
      allowed: true,
      authorizers: [{ authorizer: 'PrivilegedGroup' }, { authorizer: 'RBAC', allowedBy: { binding: { kind: 'RoleBinding', namespace: 'foo', name: 'test' } } }],
    });
  });

  it('know what a cluster aggregates into its roles', async () => {
    expect((await explain('list', 'services', undefined, inFoo('carol'))).stdout).toMatch(/^yes: /);
    expect((await explain('list', 'secrets', undefined, inFoo('carol'))).stdout).toMatch(/^no: /);
  });

  it('ask the cluster of a kubeconfig', async () => {
    const target = await openAlone(http, { kubernetesVersion: '1.36' });
    try {
      await inFile(await target.kubeconfig({ kind: 'administrator' }), async (kubeconfig) => {
        const answer = JSON.parse((await whoCanCommand('get', '/healthz', undefined, { ...OPTIONS, output: 'json', kubeconfig })).stdout) as {
          readonly subjects: readonly { readonly kind: string; readonly name: string }[];
        };
        expect(new Set(answer.subjects.map(({ kind, name }) => `${kind} ${name}`))).toEqual(
          new Set(['Group system:masters', 'Group system:authenticated', 'Group system:monitoring', 'Group system:unauthenticated']),
        );
      });
    } finally {
      await target.close();
    }
  });

  it('say what to give instead', async () => {
    await expect(whoCanCommand('get', 'pods', undefined, { ...OPTIONS, kubeconfig: '' })).rejects.toThrow('Whose policy? Name manifests with -f');
    await expect(explain('get', 'widgets', undefined, inFoo('jane'))).rejects.toThrow('Kubernetes 1.36 has no resource called "widgets"');
    await expect(explain('get', 'pods', undefined, inFoo('jane', { filename: ['/not/there'] }))).rejects.toThrow('/not/there: no such file or directory');
    await expect(explain('get', 'pods', undefined, inFoo('jane', { allNamespaces: true }))).rejects.toThrow('Either one namespace (-n) or all of them (-A)');
    await inFile('a: [', async (file) => {
      await expect(explain('get', 'pods', undefined, inFoo('jane', { filename: [file] }))).rejects.toThrow(`${file}:1: this is not YAML`);
    });
  });
});
