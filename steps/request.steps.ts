/** Requests, as verb and object or as method and URL. */
import { When, type DataTable } from '@cucumber/cucumber';
import type { Requester } from '../src/index';
import type { ObjectReference } from './support/object-reference';
import { creation, CURL_HEADERS, headersFor, identityOfPod, requestFor } from './support/requests';
import { pairsOf } from './support/tables';
import type { ScenarioWorld } from './support/world';

/** `get` needs a name and `list` has none. An update sends the object as it is, a patch changes nothing. */
When('{user} tries to {verb} {object}', async function (this: ScenarioWorld, user: Requester, verb: string, object: ObjectReference) {
  await this.send(await requestFor(await this.target(), user, verb, object), object);
});

/** One object, as YAML: the Then steps after it speak of one request. */
When('{user} tries to create:', async function (this: ScenarioWorld, user: Requester, yaml: string) {
  await this.send(await creation(await this.target(), user, this.server.files.expandPlaceholders(yaml)));
});

/** The same object so many times at the same time: it has a `generateName`. The Then steps after it speak of the answer with the highest status. */
When('{user} tries to create {int} objects at once:', async function (this: ScenarioWorld, user: Requester, times: number, yaml: string) {
  await this.sendAtOnce(await creation(await this.target(), user, this.server.files.expandPlaceholders(yaml)), times);
});

/** As curl sends it, so the answer is indented. */
When('{user} sends {method} {path}', async function (this: ScenarioWorld, user: Requester, method: string, path: string) {
  await this.send({ as: user, method, path, headers: CURL_HEADERS });
});

/** A body as it goes over the wire; a PATCH is a merge patch. */
When('{user} sends {method} {path} with body:', async function (this: ScenarioWorld, user: Requester, method: string, path: string, body: string) {
  await this.send({ as: user, method, path, headers: headersFor(method), body: this.server.files.expandPlaceholders(body) });
});

/** A row a header. */
When('{user} sends {method} {path} with headers:', async function (this: ScenarioWorld, user: Requester, method: string, path: string, headers: DataTable) {
  await this.send({ as: user, method, path, headers: { ...CURL_HEADERS, ...pairsOf(headers, 'header') } });
});

/** curl against `kubectl proxy` in the pod: the pod's ServiceAccount sends the request. */
When(
  'the pod {string} in namespace {string} runs: curl localhost:8001{path}',
  async function (this: ScenarioWorld, pod: string, namespace: string, path: string) {
    const as = await identityOfPod(await this.target(), namespace, pod);
    await this.send({ as, method: 'GET', path, headers: CURL_HEADERS });
  },
);
