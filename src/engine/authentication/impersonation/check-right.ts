/**
 * Asks for one right of constrained impersonation. An authorizer that fails refuses, here too; a refusal that is worded
 * already stays as it is.
 */
import type { Attributes } from '../../api/attributes';
import type { Authorizer } from '../../api/authorizer';
import { forbiddenRequest, RefusedRequest } from '../../errors/forbidden';
import type { Version } from '../../versions';

export async function checkRight(authorizer: Authorizer, attributes: Attributes, version: Version): Promise<void> {
  const { decision, reason, error } = await authorizer.authorize(attributes);
  if (decision === 'Allow') return;
  if (error instanceof RefusedRequest) throw error;
  const why = error === undefined ? reason : reason === '' ? error.message : `${error.message}: ${reason}`;
  throw forbiddenRequest(attributes, why, version);
}
