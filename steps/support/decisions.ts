/**
 * What the server decides of a question: of a request, as of the request that it is; of a verb or a resource that no request has (bind,
 * impersonate, users, custom ones), by a SubjectAccessReview of it.
 */
import type { Requester, Target } from '../../src/index';
import { explain, explainQuestion, type Explanation } from '../../src/report/explanation';
import type { ObjectReference } from './object-reference';
import { requestFor } from './requests';
import { resourceIfKnown } from './resources';
import { isRequestVerb } from './verbs';

/** Returns undefined where it is unknown who asks. */
export async function decisionOf(target: Target, user: Requester, verb: string, object: ObjectReference): Promise<Explanation | undefined> {
  if (object.path !== '') return explain(target, await requestFor(target, user, verb, object));
  const known = await resourceIfKnown(target, object.resource);
  if (known !== undefined && isRequestVerb(verb)) return explain(target, await requestFor(target, user, verb, object));
  const { resource: called, subresource, name, namespace } = object;
  return explainQuestion(target, user, { verb, called, subresource, name, namespace, ...(known && { known }) });
}
