/**
 * TokenReview: whose token this is. It is checked as if it came with a request, so whatever the server takes is found; what is
 * wrong with it is said, which a request never shows. After k8s.io/kubernetes/pkg/registry/authentication/tokenreview.
 */
import type { JsonObject } from '../../api/objects';
import type { TokenIdentity } from '../../api/tokens';
import { badRequest, internalError } from '../../errors/status-error';
import type { VerbHandler } from '../generic/context';
import { receiveObject } from '../generic/received-object';
import { userInfo } from './user-info';

interface Spec {
  readonly token?: string;
  readonly audiences?: readonly string[];
}

function statusOf(found: TokenIdentity | Error | undefined): JsonObject {
  if (found instanceof Error) return { user: {}, error: found.message };
  if (found === undefined) return { user: {} };
  const { user, audiences = [] } = found;
  return { authenticated: true, user: userInfo(user), ...(audiences.length > 0 && { audiences }) };
}

export const tokenReview: VerbHandler = async (call, context) => {
  const kind = { group: call.info.apiGroup, version: call.info.apiVersion, kind: 'TokenReview' };
  const { object, validate } = await receiveObject(call, context, kind);
  const { token = '', audiences: given = [] } = (object['spec'] ?? {}) as Spec;
  if (token === '') throw badRequest('token is required for TokenReview in authentication');
  await validate();
  const audiences = given.length > 0 ? given : context.tokens.audiences;
  const found = await context.tokenReviewer.review(token, audiences, call.audit).catch((error: unknown) => error as Error);
  const identified = found !== undefined && !(found instanceof Error);
  if (identified && audiences.length > 0 && !found.audiences?.some((audience) => audiences.includes(audience)))
    throw internalError('error validating audiences');
  return { status: 201, object: { ...object, status: statusOf(found) } };
};
