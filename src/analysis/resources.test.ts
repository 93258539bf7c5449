/**
 * What `kubectl auth can-i get WORD --as jane` (1.32) asked a kube-apiserver 1.37 about, where CRD has two definitions: of widgets.example.com (wd,
 * pods2; category gadgets) and of pods.other.io (po). Its warnings are ours.
 */
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { versionOf } from '../engine/versions';
import { attributesFor, doubtsAbout } from './question';
import { resourcesOfDefinition } from './resources';

const definition = (group: string, names: object, scope: string): Parameters<typeof resourcesOfDefinition>[0] =>
  ({ kind: 'CustomResourceDefinition', metadata: {}, spec: { group, names, scope, versions: [{ name: 'v1' }] } }) as unknown as Parameters<
    typeof resourcesOfDefinition
  >[0];
const CUSTOM = [
  definition('example.com', { plural: 'widgets', kind: 'Widget', shortNames: ['wd', 'pods2'], categories: ['all', 'gadgets'] }, 'Namespaced'),
  definition('other.io', { plural: 'pods', kind: 'Pod', shortNames: ['po'] }, 'Cluster'),
].flatMap(resourcesOfDefinition);
const VERSION = versionOf('1.37');

const unknown = (type: string, group: string): string => `the server doesn't have a resource type '${type}' in group '${group}'`;
const ANSWERS: readonly (readonly [word: string, resource: string, ...warnings: string[]])[] = [
  ['widgets', 'widgets.example.com'],
  ['wd', 'widgets.example.com'],
  ['WiDgEt', 'widgets.example.com'],
  ['widget.example.com', 'widgets.example.com'],
  ['widgets.example', 'widgets.example.com'],
  ['wd.ex', 'widgets.example.com'],
  ['widgets.v1.example.com', 'widgets.example.com'],
  ['widgets.v2.example.com', 'widgets.v2.example.com', unknown('widgets', 'v2.example.com')],
  ['widgets.v1', 'widgets.v1', unknown('widgets', 'v1')],
  ['pods2', 'widgets.example.com'],
  ['po', 'pods.', 'short name "po" could also match lower priority resource pods.other.io'],
  ['Pod', 'pods.'],
  ['po.other.io', 'pods.other.io'],
  ['pods.other', 'pods.other.io'],
  ['pods.v1', 'pods.v1', unknown('pods', 'v1')],
  ['pods.v1.', 'pods.'],
  ['pods.core', 'pods.core', unknown('pods', 'core')],
  ['ingresses.networking', 'ingresses.networking.k8s.io'],
  ['ing.net', 'ingresses.networking.k8s.io'],
  ['deployments.app', 'deployments.apps'],
  ['deployments.v1beta1.apps', 'deployments.v1beta1.apps', unknown('deployments', 'v1beta1.apps')],
  ['services.', 'services.'],
  ['ev', 'events.', 'short name "ev" could also match lower priority resource events.events.k8s.io'],
  ['nodes.metrics.k8s.io', 'nodes.metrics.k8s.io', unknown('nodes', 'metrics.k8s.io')],
];

const question = (verb: string, resource: string): Parameters<typeof attributesFor>[0] => ({ verb, resource, namespace: 'default' });
function asked(word: string): string {
  const attributes = attributesFor(question('get', word), VERSION, undefined, CUSTOM);
  return attributes.isResourceRequest ? `${attributes.resource}.${attributes.apiGroup}` : attributes.path;
}

describe('TYPE is read as kubectl reads it', () => {
  for (const [word, resource, ...warnings] of ANSWERS)
    it(word, () => {
      expect([asked(word), doubtsAbout(question('get', word), VERSION, CUSTOM)]).toEqual([resource, warnings]);
    });
});

it('warns of a verb that is not known, as kubectl does', () => {
  const warnings = ['GET', 'gett', 'bind', '*', 'impersonate'].map((verb) => doubtsAbout(question(verb, 'pods'), VERSION));
  expect(warnings).toEqual([["verb 'GET' is not a known verb"], ["verb 'gett' is not a known verb"], [], [], []]);
  expect(doubtsAbout(question('list', '/healthz'), VERSION)).toEqual(["verb 'list' is not a known verb"]);
});

it('refuses a category, and names its resources', () => {
  expect(() => asked('gadgets')).toThrow('"gadgets" is a category, not a resource. Ask about one of its resources: widgets.');
});
