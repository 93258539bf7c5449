/** The page of Cucumber shows what is written under a scenario as Markdown: there it links to where the site has its claims. */
import type { Envelope, Feature, FeatureChild, Scenario } from '@cucumber/messages';
import type { SitePlaces } from './site-places';

const linked = (scenario: Scenario, around: readonly string[], places: SitePlaces, from: string): Scenario => {
  const tags = [...around, ...[...scenario.tags, ...scenario.examples.flatMap((examples) => examples.tags)].map(({ name }) => name)];
  const links = places.claimsOf(tags, from).map(({ id, address }) => `[${id}](${address})`);
  return links.length === 0 ? scenario : { ...scenario, description: [scenario.description, links.join(', ')].filter((text) => text !== '').join('\n\n') };
};

export function withClaimLinks(envelopes: readonly Envelope[], places: SitePlaces, from: string): readonly Envelope[] {
  const inChild = <C extends Pick<FeatureChild, 'scenario'>>(child: C, tags: readonly string[]): C =>
    child.scenario === undefined ? child : { ...child, scenario: linked(child.scenario, tags, places, from) };
  const inFeature = (feature: Feature): Feature => {
    const tags = feature.tags.map(({ name }) => name);
    const children = feature.children.map((child) => {
      const { rule } = child;
      if (rule === undefined) return inChild(child, tags);
      const all = [...tags, ...rule.tags.map(({ name }) => name)];
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
