import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { expect } from 'expect';
import type { Attributes } from '../../api/attributes';
import { resourceAttributes } from '../../apimachinery/attributes';
import { optionsFor } from '../../options/parse';
import { bootstrappedStorage } from '../../registry/bootstrap/bootstrap';
import { createAuthorization, type Authorization } from '../authorization';

const folder = mkdtempSync(path.join(tmpdir(), 'reload-'));
after(() => rmSync(folder, { recursive: true }));
const file = path.join(folder, 'authorization.yaml');

const write = (...authorizers: readonly string[]): void =>
  writeFileSync(
    file,
    ['apiVersion: apiserver.config.k8s.io/v1', 'kind: AuthorizationConfiguration', 'authorizers:', ...authorizers.map((one) => `- ${one}`), ''].join('\n'),
  );

const jane: Attributes = resourceAttributes({
  user: { name: 'jane', uid: '', groups: ['system:authenticated'], extra: {} },
  verb: 'list',
  apiVersion: 'v1',
  resource: 'nodes',
});

function start(): Authorization {
  const options = optionsFor({ kubernetesVersion: '1.36', flags: { 'authorization-config': file } });
  return createAuthorization(options, bootstrappedStorage(options));
}
const decision = async ({ authorizer }: Authorization): Promise<string> => (await authorizer.authorize(jane)).decision;

const [RBAC, NODE, ALLOW, DENY] = [
  '{type: RBAC, name: rbac}',
  '{type: Node, name: node}',
  '{type: AlwaysAllow, name: alwaysallow}',
  '{type: AlwaysDeny, name: alwaysdeny}',
];

/** Returns the warnings of the process when a request is authorized after the change. */
async function warned(authorization: Authorization): Promise<string> {
  const warning = once(process, 'warning') as Promise<[Error]>;
  expect(await decision(authorization)).toBe('NoOpinion');
  return (await warning)[0].message.replace(file, 'FILE');
}

// The sentences are those of pkg/kubeapiserver/authorizer/{config,reload}.go of Kubernetes 1.36.
describe('a server with --authorization-config', () => {
  it('follows its file', async () => {
    write(RBAC);
    const authorization = start();
    expect(await decision(authorization)).toBe('NoOpinion');
    write(RBAC, ALLOW);
    expect(await decision(authorization)).toBe('Allow');
    write(DENY, RBAC);
    expect((await authorization.authorizer.authorize(jane)).reason).toBe('Everything is forbidden.');
  });

  it('stays as it was when the file is invalid, and says so once', async () => {
    write(RBAC);
    const authorization = start();
    write('{type: Magic, name: magic}');
    expect(await warned(authorization)).toBe(
      'reloading authorization config FILE: authorizers[0].type: Unsupported value: "Magic": supported values: "ABAC", "AlwaysAllow", "AlwaysDeny", "Node", "RBAC", "Webhook"',
    );
    write(RBAC, ALLOW);
    expect(await decision(authorization)).toBe('Allow');
  });

  it('keeps the modes that it started with', async () => {
    write(NODE, RBAC);
    const authorization = start();
    write(ALLOW);
    expect(await warned(authorization)).toBe('reloading authorization config FILE: missing required types: [Node RBAC]');
  });

  it('gets no Node, RBAC or ABAC that it did not start with', async () => {
    write(RBAC);
    const authorization = start();
    write(NODE, RBAC);
    expect(await warned(authorization)).toBe(
      'reloading authorization config FILE: authorizer type Node is not allowed if it was not enabled at initial server startup',
    );
  });

  it('stays as it was when the file is gone', async () => {
    write(RBAC);
    const authorization = start();
    rmSync(file);
    expect(await warned(authorization)).toBe(`reloading authorization config FILE: open ${file}: no such file or directory`);
  });
});
