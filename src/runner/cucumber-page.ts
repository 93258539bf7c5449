/**
 * Cucumber's page of a run, as it is read here: features by their titles and chapters, the newest version first; without hooks that have nothing to
 * show; links to where the site has the claims of a scenario; a style for narrow windows and long lines.
 */
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CucumberHtmlStream } from '@cucumber/html-formatter';
import type { Envelope, Feature, FeatureChild, Scenario } from '@cucumber/messages';
import { minorOf } from '../engine/versions';
import { merged, type Run } from './merged-run';
import type { SitePlaces } from './site-places';

const namesOf = (tags: readonly { readonly name: string }[]): readonly string[] => tags.map(({ name }) => name);

const tagsOf = (scenario: Scenario): readonly string[] => namesOf([...scenario.tags, ...scenario.examples.flatMap((examples) => examples.tags)]);

const linked = (scenario: Scenario, around: readonly string[], places: SitePlaces, from: string): Scenario => {
  const links = places.claimsOf([...around, ...tagsOf(scenario)], from).map(({ id, address }) => `[${id}](${address})`);
  return links.length === 0 ? scenario : { ...scenario, description: [scenario.description, links.join(', ')].filter((text) => text !== '').join('\n\n') };
};

/** What is written under a scenario is Markdown. */
export function withClaimLinks(envelopes: readonly Envelope[], places: SitePlaces, from: string): readonly Envelope[] {
  const inChild = <C extends Pick<FeatureChild, 'scenario'>>(child: C, tags: readonly string[]): C =>
    child.scenario === undefined ? child : { ...child, scenario: linked(child.scenario, tags, places, from) };
  const inFeature = (feature: Feature): Feature => {
    const tags = namesOf(feature.tags);
    const children = feature.children.map((child) => {
      const { rule } = child;
      if (rule === undefined) return inChild(child, tags);
      const all = [...tags, ...namesOf(rule.tags)];
      return { ...child, rule: { ...rule, children: rule.children.map((inRule) => inChild(inRule, all)) } };
    });
    return { ...feature, children };
  };
  return envelopes.map((envelope) => {
    const { gherkinDocument } = envelope;
    return gherkinDocument?.feature === undefined
      ? envelope
      : { ...envelope, gherkinDocument: { ...gherkinDocument, feature: inFeature(gherkinDocument.feature) } };
  });
}

function chaptersOf(feature: Feature, places: SitePlaces): readonly string[] {
  const scenarios = feature.children.flatMap(({ scenario, rule }) => scenario ?? rule?.children.flatMap((child) => child.scenario ?? []) ?? []);
  const rules = feature.children.flatMap(({ rule }) => rule?.tags ?? []);
  return places.chaptersOf([...namesOf([...feature.tags, ...rules]), ...scenarios.flatMap(tagsOf)]);
}

/**
 * `Kubernetes 1.37/admission/priority.feature` is listed as `admission: TITLE, Kubernetes 1.37 (priority.feature)`, because the page sorts its features: what
 * one feature says of each version is side by side. The chapters that it shows stand beneath its title.
 */
export function withTitles(envelopes: readonly Envelope[], places: SitePlaces): readonly Envelope[] {
  const titles = new Map(
    envelopes.flatMap(({ gherkinDocument }) => {
      const { uri = '', feature } = gherkinDocument ?? {};
      const [heading = '', ...folders] = uri.split('/');
      const file = folders.pop();
      if (feature === undefined || file === undefined) return [];
      return [[uri, `${[folders.join('/'), feature.name].filter((text) => text !== '').join(': ')}, ${heading} (${file})`] as const];
    }),
  );
  const titled = (uri: string): string => titles.get(uri) ?? uri;
  return envelopes.map((envelope) => {
    const { source, gherkinDocument, pickle } = envelope;
    if (source !== undefined) return { source: { ...source, uri: titled(source.uri) } };
    if (pickle !== undefined) return { pickle: { ...pickle, uri: titled(pickle.uri) } };
    if (gherkinDocument?.feature === undefined) return envelope;
    const { uri = '', feature } = gherkinDocument;
    const description = [feature.description, ...chaptersOf(feature, places)].filter((text) => text !== '').join('\n\n');
    return { gherkinDocument: { ...gherkinDocument, uri: titled(uri), feature: { ...feature, description } } };
  });
}

/** A hook that passed and attached nothing is of no interest to who reads what a scenario shows. */
export function withoutQuietHooks(envelopes: readonly Envelope[]): readonly Envelope[] {
  const speaking = new Set(
    envelopes.flatMap(({ attachment, testStepFinished: finished }) => {
      const isFailed = finished !== undefined && finished.testStepResult.status !== 'PASSED' && finished.testStepResult.status !== 'SKIPPED';
      return [...(attachment?.testStepId === undefined ? [] : [attachment.testStepId]), ...(isFailed ? [finished.testStepId] : [])];
    }),
  );
  const hooks = envelopes.flatMap(({ testCase }) => testCase?.testSteps.filter(({ hookId }) => hookId !== undefined) ?? []);
  const quiet = new Set(hooks.flatMap(({ id }) => (speaking.has(id) ? [] : [id])));
  return envelopes.flatMap((envelope): readonly Envelope[] => {
    const { testCase, testStepStarted, testStepFinished } = envelope;
    if (quiet.has((testStepStarted ?? testStepFinished)?.testStepId ?? '')) return [];
    return [testCase === undefined ? envelope : { testCase: { ...testCase, testSteps: testCase.testSteps.filter(({ id }) => !quiet.has(id)) } }];
  });
}

/**
 * The page is a little wider than its window: boxes of full width have borders outside of it, its search field has a least
 * width, and long names and lines do not break. This style comes after its own.
 */
const STYLE = `
*,*::before,*::after{box-sizing:border-box}
body{overflow-wrap:anywhere}
svg{flex-shrink:0}
form,form>*{flex:1;min-width:0}
input[type=text]{width:100%;min-width:0;max-width:none}
pre,table{max-width:100%;overflow-x:auto}
pre,pre *{white-space:pre-wrap!important;overflow-wrap:anywhere}
table{display:block}
`;
const END_OF_HEAD = '</head>';

/** The chunks of the page, with the style at the end of its head. */
async function* styled(chunks: AsyncIterable<string | Buffer>): AsyncGenerator<string> {
  let inHead = true;
  for await (const chunk of chunks) {
    const text = String(chunk);
    const at = inHead ? text.indexOf(END_OF_HEAD) : -1;
    if (at >= 0) inHead = false;
    yield at < 0 ? text : `${text.slice(0, at)}<style>${STYLE}</style>${text.slice(at)}`;
  }
}

export async function writeCucumberPage(file: string, runs: readonly Run[], places: SitePlaces): Promise<void> {
  const newestFirst = [...runs].sort((a, b) => minorOf(b.kubernetesVersion) - minorOf(a.kubernetesVersion));
  const envelopes = withTitles(withClaimLinks(withoutQuietHooks(merged(newestFirst)), places, path.dirname(file)), places);
  await pipeline(Readable.from(envelopes), new CucumberHtmlStream(), styled, createWriteStream(file));
}
