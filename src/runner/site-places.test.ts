/** Links from reports to the site. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Envelope } from '@cucumber/messages';
import { expect } from 'expect';
import { withLinks } from './allure-results';
import { withClaimLinks } from './claim-links';
import { failureText } from './failure-text';
import type { ScenarioResult } from './results';
import { PLACES_FILE, SitePlaces, type PlacesFile } from './site-places';

const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-places-'));
after(() => rmSync(folder, { recursive: true }));

const FILE: PlacesFile = { claims: { 'shop-1': 'chapters/shop.html#shop-1' }, scenarios: { 'shop.feature:3': 'scenarios/shop/one.html' } };
writeFileSync(path.join(folder, PLACES_FILE), JSON.stringify(FILE));
const places = SitePlaces.in(folder);
const reports = path.join(folder, '..', 'reports');
const RELATIVE = `../${path.basename(folder)}/chapters/shop.html#shop-1`;

const FAILED = {
  pickle: { uri: 'shop.feature', name: 'One', tags: [{ name: '@claim:shop-1' }, { name: '@refutes:unknown' }, { name: '@flags' }] },
  line: 3,
  status: 'FAILED',
  failure: { step: 'Then it is so', line: 4, message: 'It is not.' },
} as unknown as ScenarioResult;

describe('links to the site', () => {
  it('are whole addresses at the end of what is said of a failure', () => {
    expect(failureText(FAILED, '1.37', places)).toContain(`    It is not.\n\n  shop-1: ${pathToFileURL(folder).href}/chapters/shop.html#shop-1\n`);
  });

  it('are not there without a site', () => {
    expect(failureText(FAILED, '1.37', SitePlaces.in(path.join(folder, 'missing')))).toMatch(/It is not\.\n$/);
  });

  it('are relative in reports', () => {
    const labels = [{ name: 'tag', value: '@claim:shop-1' }];
    expect(withLinks({ labels }, places, reports)).toEqual({ labels, links: [{ name: 'shop-1', url: RELATIVE, type: 'claim' }] });
    expect(places.scenario('shop.feature', 3, reports)).toBe(`../${path.basename(folder)}/scenarios/shop/one.html`);
    expect(places.scenario('shop.feature', 4, reports)).toBeUndefined();
  });

  it('stand under a scenario of the page of Cucumber, whether the tag is of it, of its rule or of its examples', () => {
    const tags = [{ name: '@claim:shop-1' }];
    const scenario = { description: 'Of readers.', tags: [], examples: [] };
    const children = [
      { scenario: { ...scenario, tags } },
      { scenario: { ...scenario, description: '', examples: [{ tags }] } },
      { scenario },
      { rule: { tags, children: [{ scenario }] } },
    ];
    const envelope = { gherkinDocument: { uri: 'shop.feature', feature: { tags: [], children }, comments: [] } } as unknown as Envelope;
    const [linked] = withClaimLinks([envelope], places, reports);
    const descriptions = linked?.gherkinDocument?.feature?.children.flatMap(({ scenario: one, rule }) => one ?? rule?.children[0]?.scenario ?? []);
    const link = `[shop-1](${RELATIVE})`;
    expect(descriptions?.map(({ description }) => description)).toEqual([`Of readers.\n\n${link}`, link, 'Of readers.', `Of readers.\n\n${link}`]);
  });
});
