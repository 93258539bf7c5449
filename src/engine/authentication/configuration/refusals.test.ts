/** Files that kube-apiserver 1.36 refuses to start with, and one that it takes, with its words. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { expect } from 'expect';
import { ApiServer } from '../../api-server';
import { optionsFor } from '../../options/parse';

interface Case {
  readonly flags: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly starts?: boolean;
  readonly message?: string;
}
const recorded = path.join(__dirname, '../../../../testdata/refusals/1.36/authentication-configuration.json');
const cases = JSON.parse(readFileSync(recorded, 'utf8')) as Readonly<Record<string, Case>>;

/** Why a server does not start; nothing if it does. */
function refusal({ flags, files = {} }: Case): string | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'refusals-'));
  try {
    for (const [name, content] of Object.entries({ 'tokens.csv': 'token,alice,u1\n', ...files })) writeFileSync(path.join(folder, name), content);
    const placed = Object.entries(flags).map(([name, value]) => [name, value.replaceAll('$DIR', folder)] as const);
    ApiServer.start(optionsFor({ kubernetesVersion: '1.36', flags: { 'authorization-mode': 'RBAC', ...Object.fromEntries(placed) } }));
    return undefined;
  } catch (error) {
    return (error as Error).message.replaceAll(folder, '$DIR');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const [name, recordedCase] of Object.entries(cases)) test(name, () => expect(refusal(recordedCase)).toBe(recordedCase.message));
