/** Runs `cukernetes test --claims` in a folder with nothing but claims and a feature. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { expect } from 'expect';
import type { ClaimsReport } from '../claims/claims-report';
import { newestVersion } from '../engine/versions';

const PROGRAM = path.join(__dirname, '..', '..', 'bin', 'cukernetes.js');
const NEWEST = newestVersion.name;

const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-own-claims-'));
after(() => rmSync(folder, { recursive: true }));

const CLAIMS = `chapter: '1'
title: Access to the shop
claims:
  - id: shop-1
    text: No user lists nodes.
  - id: shop-2
    text: Every user lists nodes.
  - id: shop-3
    text: Disks are encrypted.
    until: a step that reads disks
`;

const feature = (tag: string, refusal = 'nodes is forbidden'): string => `Feature: Access to the shop
  ${tag} @refutes:shop-2
  Scenario: A user may not list nodes
    When jane tries to list nodes
    Then the request is forbidden with:
      """
      ${refusal}: User "jane" cannot list resource "nodes" in API group "" at the cluster scope
      """
`;

function testWith(text: string): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  for (const name of ['claims', 'features']) mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, 'claims', 'shop.yaml'), CLAIMS);
  writeFileSync(path.join(folder, 'features', 'shop.feature'), text);
  const environment = { ...process.env, GITHUB_ACTIONS: '' };
  return spawnSync(process.execPath, [PROGRAM, 'test', '--claims', 'claims', '--format', 'junit'], { cwd: folder, encoding: 'utf8', env: environment });
}

describe('cukernetes test --claims', () => {
  it('prints which claims hold and which do not, and writes the same as JSON', () => {
    const { status, stdout } = testWith(feature('@claim:shop-1'));
    expect(stdout).toContain(
      `CLAIM    EMBEDDED ${NEWEST}   TEXT\nshop-1   holds           No user lists nodes.\nshop-2   no              Every user lists nodes.\n`,
    );
    expect(stdout).toContain('untested shop-3: until: a step that reads disks\n3 claims: 1 hold, 0 changed, 1 never held, 0 broken, 1 untested,');
    const report = JSON.parse(readFileSync(path.join(folder, 'reports', 'claims.json'), 'utf8')) as ClaimsReport;
    expect(report.chapters[0]?.claims.map(({ id, standing }) => [id, standing])).toEqual([
      ['shop-1', 'holds'],
      ['shop-2', 'never held'],
      ['shop-3', 'untested'],
    ]);
    expect(status).toBe(0);
  });

  it('ends with 1 and the id of a claim whose scenario has another word, or is gone', () => {
    const { status, stdout, stderr } = testWith(feature('@flags', 'nodes is allowed'));
    expect(stdout).toContain('BROKEN shop-2 (embedded');
    expect(stderr).toContain('claims/shop.yaml:4: no scenario speaks of shop-1.');
    expect(status).toBe(1);
  });

  it('ends with 2 and the id that no claim has', () => {
    const { status, stderr } = testWith(feature('@claim:shop-9'));
    expect(stderr).toContain('features/shop.feature:2: @claim:shop-9: no claim has the id shop-9. The nearest id is shop-1.');
    expect(status).toBe(2);
  });
});
