/** What the API server says of a token, in the status of a TokenReview by the administrator. */
import type { Requester, Target } from '../../src/index';
import type { ServerFiles } from './server-files';

/** The status without the audiences, or its error alone. Throws when the requester has no token. */
export async function reviewOf(target: Target, files: ServerFiles, requester: Requester): Promise<object> {
  if (requester.kind !== 'token') throw new Error('The step speaks of a token, and this user has none: a Given says first with which claims.');
  const { token } = requester;
  const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token } };
  const { body } = await target.send({ as: { kind: 'administrator' }, method: 'POST', path: '/apis/authentication.k8s.io/v1/tokenreviews', body: review });
  const { status } = JSON.parse(files.withNames(String(body))) as { readonly status: { readonly audiences?: unknown; readonly error?: string } };
  const { audiences: _, ...rest } = status;
  return rest.error === undefined ? rest : { error: rest.error };
}
