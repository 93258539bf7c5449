/** A site of one's own features and claims, in an empty folder. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { expect } from 'expect';
import { PACKAGE_ROOT } from '../package-root';
import { withoutVolatile } from '../site/compare-text';

const PROGRAM = path.join(PACKAGE_ROOT, 'bin', 'cukernetes.js');
const FEATURE = `Feature: Access to the shop <b>
  Readers list its services.

  @claim:shop-1
  Scenario: A user without a binding may not list <services>
    Given the namespace "shop"
    And the user "jane"
    When jane tries to list services in namespace "shop"
    Then the request is forbidden

  @claim:shop-2
  Scenario Outline: Nodes are of the cluster (<versions>)
    Given the user "jane"
    When jane tries to list nodes
    Then the request is forbidden with:
      """
      nodes is forbidden: User "jane" cannot list resource "nodes" in API group "" at the cluster scope
      """

    @since-1.23
    Examples: since 1.23
      | versions   |
      | since 1.23 |

    @until-1.22
    Examples: until 1.22
      | versions   |
      | until 1.22 |
`;
const CLAIMS = `chapter: '1'
title: Access to the shop
claims:
  - id: shop-1
    text: {en: 'A <b>user</b> needs a binding.', zh: 用户需要绑定。}
  - id: shop-2
    text: Nodes are of the cluster.
`;

describe('cukernetes docs', () => {
  let folder = '';
  const run = (...words: readonly string[]): { readonly status: number | null; readonly output: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...words], { cwd: folder, encoding: 'utf8' });
    return { status, output: stdout + stderr };
  };
  const page = (place: string): string => readFileSync(path.join(folder, 'site', place), 'utf8');

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-docs-'));
    mkdirSync(path.join(folder, 'claims'));
    writeFileSync(path.join(folder, 'claims', 'shop.yaml'), CLAIMS);
    writeFileSync(path.join(folder, 'shop.feature'), FEATURE);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('names what to run first where nothing was run', () => {
    const { status, output } = run('docs');
    expect(status).toBe(2);
    expect(output).toContain('cukernetes test --format docs');
  });

  it('makes a page of each chapter, feature, scenario and subject', () => {
    const tested = run('test', 'shop.feature', '--claims', 'claims', '--format', 'docs', '--kubernetes-version', '1.20', '--kubernetes-version', '1.37');
    expect(tested).toMatchObject({ status: 0 });
    const made = run('docs');
    expect(made.output).toMatch(/^The site has \d+ pages: site[/\\]index\.html\n$/);
    expect(made.status).toBe(0);
    expect(page('index.html')).toContain('href="chapters/shop.html"');
    expect(page('chapters/shop.html')).toContain('id="shop-1"');
    expect(page('features/shop.html')).toContain('Readers list its services.');
    const subjects = readdirSync(path.join(folder, 'site', 'subjects'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
    expect(subjects.sort()).toEqual([path.join('resource', 'nodes.html'), path.join('resource', 'services.html'), path.join('user', 'jane.html')].sort());
  });

  it('shows the answer and why, and escapes whatever a feature or a claim says', () => {
    const text = page('scenarios/shop/a-user-without-a-binding-may-not-list-services.html');
    expect(text).toContain('403 Forbidden');
    expect(text).toContain('because nothing allows this');
    expect(text).toContain('may not list &lt;services&gt;');
    expect(page('features/shop.html')).toContain('Access to the shop &lt;b&gt;');
    expect(page('chapters/shop.html')).toContain('A &lt;b&gt;user&lt;/b&gt; needs a binding.');
    expect(page('chapters/shop.html')).toContain('用户需要绑定。');
  });

  it('links a scenario of one version with its twin of the other', () => {
    expect(page('scenarios/shop/nodes-are-of-the-cluster-since-1.23.html')).toContain('nodes-are-of-the-cluster-until-1.22.html');
  });

  it('has no link to a page that is not there, and none to another host', () => {
    const root = path.join(folder, 'site');
    const pages = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(10);
    for (const file of pages)
      for (const [, target = ''] of readFileSync(path.join(root, file), 'utf8').matchAll(/(?:href|src|action)="([^"]*)"/g)) {
        expect(target).not.toMatch(/^(?:https?:)?\/\//);
        if (target.startsWith('#') || target.startsWith('data:')) continue;
        const [place = ''] = target.split(/[?#]/);
        expect([target, existsSync(path.join(root, path.dirname(file), place))]).toEqual([target, true]);
      }
  });

  it('is made by a run with --site, which ends with the address of what ran; its report links to claims', () => {
    const { status, output } = run('test', 'shop.feature', '--claims', 'claims', '--site', 'site', '--format', 'html');
    expect(status).toBe(0);
    expect(output).toMatch(/The site, with what ran: file:\/\/\S+\/site\/features\/shop\.html\n$/);
    expect(readFileSync(path.join(folder, 'reports', 'cucumber.html'), 'utf8')).toContain('[shop-1](../site/chapters/shop.html#shop-1)');
    expect(run('test', 'shop.feature', '--site', 'site', '--dry-run')).toMatchObject({ status: 2 });
  });

  it('is the same again, and leaves a folder alone that is not a site', () => {
    const first = withoutVolatile(page('index.html'));
    expect(run('docs').status).toBe(0);
    expect(withoutVolatile(page('index.html'))).toBe(first);
    const { status, output } = run('docs', '--output', '.');
    expect(status).toBe(2);
    expect(output).toContain('nothing is lost');
    expect(existsSync(path.join(folder, 'shop.feature'))).toBe(true);
  });
});
