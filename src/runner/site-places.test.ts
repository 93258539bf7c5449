/** Links from reports to the site. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Envelope } from '@cucumber/messages';
import { expect } from 'expect';
import { byClaim, withLinks } from './allure-results';
import { withClaimLinks, withoutQuietHooks, withTitles } from './cucumber-page';
import { failureText } from './failure-text';
import type { ScenarioResult } from './results';
import { PLACES_FILE, SitePlaces, type PlacesFile } from './site-places';

const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-places-'));
after(() => rmSync(folder, { recursive: true }));

const FILE: PlacesFile = {
  claims: { 'shop-1': 'chapters/shop.html#shop-1' },
  texts: { 'shop-1': 'Readers read.' },
  chapters: { 'chapters/shop.html': 'Chapter 1: The shop' },
  scenarios: { 'shop.feature:3': 'scenarios/shop/one.html' },
};
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

  it('are by chapter and claim in Allure', () => {
    const tag = { name: 'tag', value: '@claim:shop-1' };
    expect(byClaim({ labels: [tag, { name: 'feature', value: 'Access' }] }, places).labels).toEqual([
      tag,
      { name: 'epic', value: 'Chapter 1: The shop' },
      { name: 'feature', value: 'shop-1: Readers read.' },
      { name: 'story', value: 'Access' },
    ]);
  });
});

describe('the page of Cucumber', () => {
  it('lists a feature by its title, and says of which chapters it is', () => {
    const scenario = { description: '', tags: [{ name: '@claim:shop-1' }], examples: [] };
    const feature = { name: 'Access', description: 'Who may read.', tags: [], children: [{ scenario }] };
    const uri = 'Kubernetes 1.37/rights/shop.feature';
    const envelopes = [{ source: { uri } }, { gherkinDocument: { uri, feature, comments: [] } }, { pickle: { uri } }] as unknown as readonly Envelope[];
    const [source, document, pickle] = withTitles(envelopes, places);
    const title = 'rights: Access, Kubernetes 1.37 (shop.feature)';
    expect([source?.source?.uri, document?.gherkinDocument?.uri, pickle?.pickle?.uri]).toEqual([title, title, title]);
    expect(document?.gherkinDocument?.feature?.description).toBe('Who may read.\n\nChapter 1: The shop');
  });

  it('leaves hooks out that passed, and keeps those that failed or attached something', () => {
    const steps = ['passed', 'failed', 'attached', 'step'].map((id) => ({ id, ...(id !== 'step' && { hookId: 'h' }) }));
    const finished = (id: string): object => ({ testStepFinished: { testStepId: id, testStepResult: { status: id === 'failed' ? 'FAILED' : 'PASSED' } } });
    const envelopes = [
      { testCase: { id: 'c', testSteps: steps } },
      ...steps.map(({ id }) => finished(id)),
      { attachment: { testStepId: 'attached', body: 'why' } },
    ] as unknown as readonly Envelope[];
    const kept = withoutQuietHooks(envelopes);
    expect(kept[0]?.testCase?.testSteps.map(({ id }) => id)).toEqual(['failed', 'attached', 'step']);
    expect(kept.flatMap(({ testStepFinished }) => testStepFinished?.testStepId ?? [])).toEqual(['failed', 'attached', 'step']);
  });
});
