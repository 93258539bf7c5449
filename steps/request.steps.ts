/** Requests: what somebody tries, as verb and object or as method and URL. */
import { When, type DataTable } from '@cucumber/cucumber';
import type { Requester } from '../src/index';
import { manifestsIn } from './support/manifests';
import type { ObjectReference } from './support/object-reference';
import { pathToCreate } from './support/paths';
import { CURL_HEADERS, headersFor, identityOfPod, requestFor } from './support/requests';
import type { ScenarioWorld } from './support/world';

/** `get` needs a name and `list` has none. An update sends the object as it is, a patch changes nothing. */
When('{user} tries to {verb} {object}', async function (this: ScenarioWorld, user: Requester, verb: string, object: ObjectReference) {
  await this.send(await requestFor(await this.target(), user, verb, object));
});

/** One object, as YAML. */
When('{user} tries to create:', async function (this: ScenarioWorld, user: Requester, yaml: string) {
  for (const body of manifestsIn(yaml)) await this.send({ as: user, method: 'POST', path: await pathToCreate(await this.target(), body), body });
});

/** As curl sends it, so the answer is indented. */
When('{user} sends {method} {path}', async function (this: ScenarioWorld, user: Requester, method: string, path: string) {
  await this.send({ as: user, method, path, headers: CURL_HEADERS });
});

/** A body as it goes over the wire; a PATCH is a merge patch. */
When('{user} sends {method} {path} with body:', async function (this: ScenarioWorld, user: Requester, method: string, path: string, body: string) {
  await this.send({ as: user, method, path, headers: headersFor(method), body });
});

/** A row a header. */
When('{user} sends {method} {path} with headers:', async function (this: ScenarioWorld, user: Requester, method: string, path: string, headers: DataTable) {
  await this.send({ as: user, method, path, headers: { ...CURL_HEADERS, ...headers.rowsHash() } });
});

/** What somebody sees who runs curl against `kubectl proxy` in a pod: the pod's ServiceAccount asks. */
When(
  'the pod {string} in namespace {string} runs: curl localhost:8001{path}',
  async function (this: ScenarioWorld, pod: string, namespace: string, path: string) {
    const as = await identityOfPod(await this.target(), namespace, pod);
    await this.send({ as, method: 'GET', path, headers: CURL_HEADERS });
  },
);
