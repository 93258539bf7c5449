/** Questions about verbs and resources that no request has: bind, impersonate, users, custom ones. */
import { ASKED_FOR, resourceCalled, resourcesOf } from '../analysis/resources';
import { checkedOn, REQUEST_VERBS } from '../analysis/verbs';
import type { RequestInfo } from '../engine/api/attributes';
import { versionOf } from '../engine/versions';

export interface AskedQuestion {
  readonly verb: string;
  /** As it is called, with its group if need be. */
  readonly called: string;
  /** As the server's discovery knows it; absent where it does not. */
  readonly known?: { readonly group: string; readonly name: string; readonly namespaced: boolean };
  readonly subresource: string;
  readonly name: string;
  readonly namespace: string;
}

/** Reports whether any server asks for the verb, in a group of Kubernetes. */
export const isKnownVerb = (verb: string): boolean => verb === '*' || REQUEST_VERBS.includes(verb) || checkedOn(verb) !== undefined;

/** Reports whether rights on the resource are asked for although no server serves it. */
export const isAskedFor = (group: string, name: string): boolean => ASKED_FOR.some((known) => known.group === group && known.resource.name === name);

/** A verb that is misspelt would be answered "no" whatever the rules say. Groups of others may have verbs of their own. */
function checkVerb(verb: string, group: string, kubernetesVersion: string): void {
  const isOwn = resourcesOf(versionOf(kubernetesVersion)).some((known) => known.group === group);
  if (!isOwn || isKnownVerb(verb)) return;
  const known = [...REQUEST_VERBS, 'bind', 'escalate', 'impersonate', 'approve', 'sign', 'attest', 'use', '*'].join(', ');
  throw new Error(
    `No server asks for the verb ${JSON.stringify(verb)} in a group of Kubernetes: use one of ${known}. Verbs of your own are of groups of your own.`,
  );
}

/** Throws an Error that says what to write instead. */
export function infoOfQuestion({ verb, called, known, subresource, name, namespace }: AskedQuestion, kubernetesVersion: string): RequestInfo {
  const found = resourceCalled(called, versionOf(kubernetesVersion));
  const { group: apiGroup, name: resource, namespaced } = known ?? { ...found.resource, group: found.group };
  checkVerb(verb, apiGroup, kubernetesVersion);
  return {
    isResourceRequest: true,
    path: '',
    verb,
    apiPrefix: 'apis',
    apiGroup,
    apiVersion: '*',
    namespace: namespaced ? namespace : '',
    resource,
    subresource,
    name,
    parts: [],
    fieldSelector: '',
    labelSelector: '',
  };
}
