/** The request that a sentence asks for. */
import type { Requester, Target, TargetRequest } from '../../src/index';
import type { ObjectReference } from './object-reference';
import { pathOf, pathToCreate } from './paths';
import { methodOfPathVerb, wireOf } from './verbs';
import { objectsIn } from './yaml-objects';

/** As curl asks; kube-apiserver indents its answer for it. */
export const CURL_HEADERS = { 'User-Agent': 'curl/7.53.1', Accept: '*/*' } as const;

/** A PATCH says which kind of patch it is. */
export const headersFor = (method: string): Readonly<Record<string, string>> =>
  method === 'PATCH' ? { ...CURL_HEADERS, 'Content-Type': 'application/merge-patch+json' } : { ...CURL_HEADERS };

/** The request that creates the one object of a doc string. */
export async function creation(target: Target, as: Requester, yaml: string): Promise<TargetRequest> {
  const [body, ...more] = objectsIn(yaml, 'the doc string');
  if (body === undefined || more.length > 0)
    throw new Error(`The doc string has ${more.length + 1} objects, and a Then speaks of one request: write a When for each object.`);
  return { as, method: 'POST', path: await pathToCreate(target, body), body };
}

interface Pod {
  readonly spec?: { readonly serviceAccountName?: string };
}

/** What an update sends is the object as it is, so that the verb is all that a scenario is about. */
async function presentObject(target: Target, path: string): Promise<unknown> {
  const { body } = await target.send({ as: { kind: 'administrator' }, method: 'GET', path });
  return JSON.parse(String(body)) as unknown;
}

export async function requestFor(target: Target, as: Requester, verb: string, object: ObjectReference): Promise<TargetRequest> {
  const path = await pathOf(target, object);
  if (object.path !== '') return { as, method: methodOfPathVerb(verb), path };
  const { method, query = '', contentType } = wireOf(verb, object.name, object.subresource);
  const body = { update: () => presentObject(target, path), patch: () => ({}), create: () => ({}) }[verb];
  return {
    as,
    method,
    path: path + query,
    ...(contentType !== undefined && { headers: { 'Content-Type': contentType } }),
    ...(body && { body: await body() }),
  };
}

/** A pod talks to the API server as its ServiceAccount. */
export async function identityOfPod(target: Target, namespace: string, pod: string): Promise<Requester> {
  const { status, body } = await target.send({ as: { kind: 'administrator' }, method: 'GET', path: `/api/v1/namespaces/${namespace}/pods/${pod}` });
  if (status !== 200) throw new Error(`No pod ${namespace}/${pod} can run anything: ${String(body)}`);
  return { kind: 'serviceAccount', namespace, name: (JSON.parse(String(body)) as Pod).spec?.serviceAccountName ?? 'default' };
}
