/**
 * VERB RESOURCE [NAME] -> what an authorizer is asked. Resources are named as for kubectl: plural, singular, kind, short name,
 * with the group if need be (`deployments.apps`), with a subresource (`pods/log`), or a path (`/healthz`).
 */
import type { Attributes } from '../engine/api/attributes';
import type { Identity } from '../engine/api/identity';
import { catalogOf } from '../engine/catalog/catalog';
import type { ApiResource } from '../engine/catalog/resources';
import type { Version } from '../engine/versions';
import { own } from '../engine/golang/map';

export interface Question {
  readonly verb: string;
  readonly resource: string;
  readonly name?: string;
  /** '' asks over all namespaces. */
  readonly namespace: string;
}

interface Found {
  readonly group: string;
  readonly version: string;
  readonly resource: ApiResource;
}

const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):[^:]+$/;
const NOBODY: Identity = { name: '', uid: '', groups: [], extra: {} };

function resourcesOf({ name }: Version): readonly Found[] {
  return catalogOf(name).groups.flatMap(({ name: group, versions }) =>
    versions.flatMap(({ version, resources }) =>
      resources.filter(({ name: plural }) => !plural.includes('/')).map((resource) => ({ group, version, resource })),
    ),
  );
}

const isCalled = ({ name, singularName, kind, shortNames = [] }: ApiResource, word: string): boolean =>
  name === word || singularName === word || kind.toLowerCase() === word || shortNames.includes(word);

/** Impersonation asks for resources that no server lists. */
const VIRTUAL: Readonly<Record<string, Found>> = Object.fromEntries(
  ['users', 'groups'].map((name) => [
    name,
    { group: '', version: 'v1', resource: { name, singularName: '', namespaced: false, kind: '', verbs: ['impersonate'] } },
  ]),
);

function resourceCalled(called: string, version: Version): Found {
  const [word = '', ...groupParts] = called.toLowerCase().split('.');
  const group = groupParts.join('.');
  if (word === '*')
    return { group: group === '' ? '*' : group, version: '*', resource: { name: '*', singularName: '', namespaced: true, kind: '', verbs: [] } };
  const found = resourcesOf(version).find((candidate) => isCalled(candidate.resource, word) && (group === '' || candidate.group === group));
  const virtual = own(VIRTUAL, called);
  if (found ?? virtual) return found ?? virtual ?? unknown(called, version);
  // A custom resource is known to its server only; with its group it can be asked for all the same.
  if (group.includes('.')) return { group, version: '*', resource: { name: word, singularName: '', namespaced: true, kind: '', verbs: [] } };
  return unknown(called, version);
}

function unknown(called: string, { name }: Version): never {
  throw new Error(`Kubernetes ${name} has no resource called ${JSON.stringify(called)}. Name a custom resource with its group, as in widgets.example.com.`);
}

/** Groups that a server gives to whoever authenticates are not named by hand. */
export function identityOf(name: string, groups: readonly string[]): Identity {
  const [, namespace] = SERVICE_ACCOUNT.exec(name) ?? [];
  const implied = namespace === undefined ? [] : ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
  const authenticated = name === 'system:anonymous' ? 'system:unauthenticated' : 'system:authenticated';
  return { ...NOBODY, name, groups: [...new Set([...groups, ...implied, authenticated])] };
}

/** Throws an Error that says what to write instead. */
export function attributesFor({ verb, resource: asked, name = '', namespace }: Question, version: Version, user: Identity = NOBODY): Attributes {
  const nothing = { namespace: '', apiGroup: '', apiVersion: '', resource: '', subresource: '', name: '', path: '' };
  if (asked.startsWith('/')) {
    if (name !== '') throw new Error(`A path has no name: leave out ${JSON.stringify(name)}.`);
    return { ...nothing, user, verb: verb.toLowerCase(), isResourceRequest: false, path: asked };
  }
  const [called = '', subresource = ''] = asked.split('/');
  const { group, version: apiVersion, resource } = resourceCalled(called, version);
  // The server takes the name of a namespace for the namespace of the request.
  const within = resource.name === 'namespaces' && group === '' ? name : resource.namespaced ? namespace : '';
  return {
    ...nothing,
    user,
    verb: verb.toLowerCase(),
    isResourceRequest: true,
    apiGroup: group,
    apiVersion,
    resource: resource.name,
    subresource,
    name,
    namespace: within,
  };
}

/** For example `list services in the namespace "foo"`. */
export function questionInWords({ verb, resource, subresource, apiGroup, name, namespace, isResourceRequest, path }: Attributes): string {
  if (!isResourceRequest) return `${verb} ${path}`;
  const what = `${resource}${apiGroup === '' ? '' : `.${apiGroup}`}${subresource === '' ? '' : `/${subresource}`}`;
  return `${verb} ${what}${name === '' ? '' : ` ${JSON.stringify(name)}`}${namespace === '' ? '' : ` in the namespace ${JSON.stringify(namespace)}`}`;
}
