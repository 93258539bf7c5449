/**
 * VERB RESOURCE [NAME] -> what an authorizer is asked. Resources are named as for kubectl auth can-i: plural, singular, kind, short name,
 * with the group if need be (`deployments.apps`), with a name (`pods/web`), or a path (`/healthz`). Verbs are any: a
 * SubjectAccessReview takes all.
 */
import { groupsOf, splitUserName } from '../engine/apimachinery/service-account-names';
import { pathAttributes, resourceAttributes } from '../engine/apimachinery/attributes';
import type { Attributes } from '../engine/api/attributes';
import type { Identity } from '../engine/api/identity';
import type { Version } from '../engine/versions';
import { doubtsAboutResource, doubtsAboutSubresource, hasSubresource, resourceCalled, type KnownResource } from './resources';
import { checkedOn, REQUEST_VERBS } from './verbs';

export interface Question {
  readonly verb: string;
  /** With a name, TYPE/SUBRESOURCE; without one, TYPE/NAME. */
  readonly resource: string;
  readonly name?: string;
  readonly subresource?: string;
  /** '' asks over all namespaces. */
  readonly namespace: string;
}

const NO_USER: Identity = { name: '', uid: '', groups: [], extra: {} };

/** Adds the groups that a server gives to every authenticated user. */
export function identityOf(name: string, groups: readonly string[]): Identity {
  const account = splitUserName(name);
  const implied = account === undefined ? [] : groupsOf(account.namespace);
  const authenticated = name === 'system:anonymous' ? 'system:unauthenticated' : 'system:authenticated';
  return { ...NO_USER, name, groups: [...new Set([...groups, ...implied, authenticated])] };
}

/** What stands behind the slash: a name, as for kubectl, unless the name is given beside it. */
function parts({ resource, name = '', subresource = '' }: Question): { readonly called: string; readonly name: string; readonly subresource: string } {
  const slash = resource.indexOf('/');
  if (slash === -1) return { called: resource, name, subresource };
  const [called, rest] = [resource.slice(0, slash), resource.slice(slash + 1)];
  if (name === '') return { called, name: rest, subresource };
  if (subresource !== '') throw new Error(`${JSON.stringify(resource)} and ${JSON.stringify(name)} are two names: write TYPE/NAME, or TYPE NAME.`);
  return { called, name, subresource: rest };
}

/** Throws an Error that says what to write instead. */
export function attributesFor(question: Question, version: Version, user: Identity = NO_USER, custom: readonly KnownResource[] = []): Attributes {
  const { verb, resource: asked, namespace } = question;
  if (asked.startsWith('/')) {
    const more = [question.name ?? '', question.subresource ?? ''].find((text) => text !== '');
    if (more !== undefined) throw new Error(`A path has no name and no subresource: leave out ${JSON.stringify(more)}.`);
    return pathAttributes({ user, verb, path: asked });
  }
  const { called, name, subresource } = parts(question);
  const { group, version: apiVersion, resource } = resourceCalled(called, version, custom);
  // The server takes the name of a namespace for the namespace of the request.
  const within = resource.name === 'namespaces' && group === '' ? name : resource.namespaced ? namespace : '';
  return resourceAttributes({ user, verb, apiGroup: group, apiVersion, resource: resource.name, subresource, name, namespace: within });
}

/** Those that kubectl knows; it warns of others. pkg/cmd/auth/cani.go of kubectl */
const PATH_VERBS: readonly string[] = ['get', 'put', 'post', 'head', 'options', 'delete', 'patch', '*'];

const isResourceVerb = (verb: string): boolean => verb === '*' || REQUEST_VERBS.includes(verb) || checkedOn(verb) !== undefined;
const doubtsAboutVerb = (verb: string, isKnown: boolean): readonly string[] => (isKnown ? [] : [`verb '${verb}' is not a known verb`]);

/** What may have been meant otherwise: a verb, a resource or a subresource that is not known, and `pods/log`, which is the pod `log`. */
export function doubtsAbout(question: Question, version: Version, custom: readonly KnownResource[] = []): readonly string[] {
  const { verb, resource, name = '', subresource = '' } = question;
  if (resource.startsWith('/')) return doubtsAboutVerb(verb, PATH_VERBS.includes(verb));
  const [called = '', rest] = resource.split('/');
  const asked = parts(question).subresource;
  const doubts = [
    ...doubtsAboutVerb(verb, isResourceVerb(verb)),
    ...doubtsAboutResource(called, version, custom),
    ...doubtsAboutSubresource(called, asked, version, custom),
  ];
  if (rest === undefined || name !== '' || subresource !== '') return doubts;
  if (!hasSubresource(resourceCalled(called, version, custom), rest, version, custom)) return doubts;
  return [...doubts, `${resource} is the object called ${JSON.stringify(rest)}, as for kubectl. For the subresource write ${called} --subresource=${rest}.`];
}

/** For example `list services in the namespace "foo"`. */
export function describeQuestion(attributes: Attributes): string {
  if (!attributes.isResourceRequest) return `${attributes.verb} ${attributes.path}`;
  const { verb, resource, subresource, apiGroup, name, namespace } = attributes;
  const what = `${resource}${apiGroup === '' ? '' : `.${apiGroup}`}${subresource === '' ? '' : `/${subresource}`}`;
  return `${verb} ${what}${name === '' ? '' : ` ${JSON.stringify(name)}`}${namespace === '' ? '' : ` in the namespace ${JSON.stringify(namespace)}`}`;
}
