/**
 * The resources that a question may name: those of the version, those that CustomResourceDefinitions or the server add, and those that
 * authorization knows and no server serves.
 */
import type { JsonObject, KubeObject } from '../engine/api/objects';
import { catalogOf } from '../engine/catalog/catalog';
import type { ApiResource } from '../engine/catalog/resources';
import { memoized } from '../engine/golang/memoized';
import type { Version } from '../engine/versions';

export interface KnownResource {
  readonly group: string;
  readonly version: string;
  readonly resource: Pick<ApiResource, 'name' | 'singularName' | 'kind' | 'namespaced' | 'shortNames' | 'categories' | 'verbs'>;
}

const ofVersion = memoized((name: string): readonly KnownResource[] =>
  catalogOf(name).groups.flatMap(({ name: group, versions }) =>
    versions.flatMap(({ version, resources: of }) => of.map((resource) => ({ group, version, resource }))),
  ),
);

/** With their subresources. */
export const resourcesOf = ({ name }: Version): readonly KnownResource[] => ofVersion(name);

const asked = (group: string, name: string, verbs: readonly string[]): KnownResource => ({
  group,
  version: 'v1',
  resource: { name, singularName: '', namespaced: false, kind: '', verbs },
});

/** The verbs of impersonation are any that begin so. */
const IMPERSONATE = ['impersonate'];

/** Resources that are asked for while another request is handled. */
export const ASKED_FOR: readonly KnownResource[] = [
  ...['users', 'groups'].map((name) => asked('', name, IMPERSONATE)),
  ...['userextras', 'uids', 'users', 'groups', 'nodes'].map((name) => asked('authentication.k8s.io', name, IMPERSONATE)),
  asked('certificates.k8s.io', 'signers', ['approve', 'sign', 'attest']),
  // By kubelets, of who asks them.
  ...['metrics', 'stats', 'log', 'spec', 'checkpoint', 'configz', 'healthz', 'pods'].map((name) =>
    asked('', `nodes/${name}`, ['get', 'create', 'update', 'patch', 'delete']),
  ),
];

interface Names {
  readonly plural?: string;
  readonly singular?: string;
  readonly kind?: string;
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
}

/** What a CustomResourceDefinition adds; v1beta1 may have one version only. Nothing where it names none. */
export function resourcesOfDefinition({ spec }: KubeObject): readonly KnownResource[] {
  const {
    group,
    names = {},
    scope,
    version,
    versions = [],
  } = (spec ?? {}) as {
    readonly group?: string;
    readonly names?: Names;
    readonly scope?: string;
    readonly version?: string;
    readonly versions?: readonly { readonly name?: string; readonly subresources?: JsonObject }[];
  };
  const { plural, singular = '', kind = '', shortNames = [], categories = [] } = names;
  if (group === undefined || plural === undefined) return [];
  const resource = {
    name: plural,
    singularName: singular === '' ? kind.toLowerCase() : singular,
    kind,
    shortNames,
    categories,
    namespaced: scope !== 'Cluster',
    verbs: [],
  };
  const apiVersion = versions[0]?.name ?? version ?? '*';
  return [resource, { ...resource, name: `${plural}/status` }, { ...resource, name: `${plural}/scale` }].map((one) => ({
    group,
    version: apiVersion,
    resource: one,
  }));
}

const isCalled = ({ name, singularName, kind, shortNames = [] }: KnownResource['resource'], word: string): boolean =>
  name === word || singularName === word || kind.toLowerCase() === word || shortNames.includes(word);

const unlisted = (group: string, name: string, version: string): KnownResource => ({
  group,
  version,
  resource: { name, singularName: '', namespaced: true, kind: '', verbs: [] },
});

const wholes = (version: Version, custom: readonly KnownResource[]): readonly KnownResource[] =>
  [...resourcesOf(version), ...custom].filter(({ resource }) => !resource.name.includes('/'));

/** What a word with its group names: `deploy`, `deployments.apps`, `deployments.v1.apps`. */
function named(called: string): { readonly word: string; readonly group: string; readonly versioned: { readonly version: string; readonly group: string } } {
  const [word = '', ...rest] = called.toLowerCase().split('.');
  const [version = '', ...more] = rest;
  // A version is one only before a second dot: `pods.v1.`.
  return { word, group: rest.join('.'), versioned: { version: more.length === 0 ? '' : version, group: more.join('.') } };
}

/** As kubectl: the group may be its beginning, where none is called so. */
function candidateFor(called: string, version: Version, custom: readonly KnownResource[]): KnownResource | undefined {
  const { word, group, versioned } = named(called);
  const candidates = wholes(version, custom).filter(({ resource }) => isCalled(resource, word));
  return (
    candidates.find((candidate) => group === '' || candidate.group === group) ??
    candidates.find((candidate) => candidate.version === versioned.version && candidate.group === versioned.group) ??
    ASKED_FOR.find(({ group: of, resource }) => resource.name === word && of === group) ??
    candidates.find((candidate) => candidate.group.startsWith(group))
  );
}

const inCategory = (word: string, version: Version, custom: readonly KnownResource[]): readonly string[] => [
  ...new Set(wholes(version, custom).flatMap(({ resource }) => (resource.categories?.includes(word) === true ? [resource.name] : []))),
];

/**
 * The resource that a word means, with its group if need be: `deploy`, `deployments.apps`, `deployments.v1.apps`, `*`, `*.apps`. One that is
 * not known is taken as it is if its group is given, as a SubjectAccessReview takes it. Throws an Error that says what to write instead.
 */
export function resourceCalled(called: string, version: Version, custom: readonly KnownResource[] = []): KnownResource {
  const { word, group } = named(called);
  if (word === '*') return unlisted(group === '' ? '*' : group, '*', '*');
  const found = candidateFor(called, version, custom);
  if (found !== undefined) return found;
  if (group !== '') return unlisted(group, word, '*');
  const members = inCategory(word, version, custom);
  if (members.length > 0) throw new Error(`${JSON.stringify(called)} is a category, not a resource. Ask about one of its resources: ${members.join(', ')}.`);
  throw new Error(
    `Kubernetes ${version.name} has no resource called ${JSON.stringify(called)}. Name a custom resource with its group, as in widgets.example.com, or give its CustomResourceDefinition.`,
  );
}

/** What kubectl warns of: a resource that is not known, or a short name that several have. */
export function doubtsAboutResource(called: string, version: Version, custom: readonly KnownResource[] = []): readonly string[] {
  const { word, group } = named(called);
  if (word === '*') return [];
  const found = candidateFor(called, version, custom);
  if (found === undefined) return [`the server doesn't have a resource type '${word}' in group '${group}'`];
  if (group !== '') return [];
  const others = wholes(version, custom).filter((other) => other.group !== found.group && other.resource.shortNames?.includes(word) === true);
  const names = [...new Set(others.map(({ group: of, resource }) => `${resource.name}.${of}`))];
  return names.map((name) => `short name ${JSON.stringify(word)} could also match lower priority resource ${name}`);
}

/** Of a resource that is known: that it has no subresource of that name. kubectl does not warn of it, and the answer is a no that means nothing. */
export function doubtsAboutSubresource(called: string, subresource: string, version: Version, custom: readonly KnownResource[] = []): readonly string[] {
  const found = subresource === '' || subresource === '*' ? undefined : candidateFor(called, version, custom);
  if (found === undefined || hasSubresource(found, subresource, version, custom)) return [];
  const names = [...resourcesOf(version), ...custom].flatMap(({ group, resource }) => {
    const [name, of] = resource.name.split('/');
    return group === found.group && name === found.resource.name && of !== undefined ? [of] : [];
  });
  return [`${found.resource.name} has no subresource ${JSON.stringify(subresource)}, only ${names.join(', ') || 'none'}`];
}

/** Reports whether the resource has a subresource of that name, in the API or where authorization alone asks for it. */
export const hasSubresource = ({ group, resource }: KnownResource, subresource: string, version: Version, custom: readonly KnownResource[] = []): boolean =>
  [...resourcesOf(version), ...custom, ...ASKED_FOR].some((known) => known.group === group && known.resource.name === `${resource.name}/${subresource}`);
