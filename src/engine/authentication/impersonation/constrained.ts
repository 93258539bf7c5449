/**
 * Tries the modes in order until one allows; if none does, the refusal of the first that applied is reported. The mode that last
 * allowed something to a requester is tried first, so its refusal is then the one that is reported.
 * After k8s.io/apiserver/pkg/endpoints/filters/impersonation/constrained_impersonation.go.
 */
import type { Attributes } from '../../api/attributes';
import type { RequestAudit } from '../../api/audit';
import type { Authorizer } from '../../api/authorizer';
import type { Identity } from '../../api/identity';
import { RefusedRequest } from '../../errors/forbidden';
import type { Version } from '../../versions';
import type { Impersonation } from './impersonation';
import { serviceAccountOf } from '../../apimachinery/service-account-names';
import { associatedNodeMode } from './associated-node';
import { constrainedMode, legacyMode, type Mode } from './mode';
import { nodeOf } from './node-user';
import { goSyntax, isNobody, wantedUser } from './wanted-user';

/** From the narrowest to the widest. All but user-info and legacy want nothing but a name. */
const modesOf = (authorizer: Authorizer, version: Version): readonly Mode[] => [
  associatedNodeMode(authorizer, version),
  constrainedMode(authorizer, version, { name: 'arbitrary-node', applies: (wanted) => isNobody(wanted) && nodeOf(wanted.name) !== undefined }),
  constrainedMode(authorizer, version, {
    name: 'serviceaccount',
    applies: (wanted) => isNobody(wanted) && serviceAccountOf(wanted.name, version) !== undefined,
  }),
  constrainedMode(authorizer, version, {
    name: 'user-info',
    applies: (wanted) => nodeOf(wanted.name) === undefined && serviceAccountOf(wanted.name, version) === undefined,
  }),
  legacyMode(authorizer, version),
];

const refusedOr = (error: unknown): Error => {
  if (error instanceof RefusedRequest) return error;
  throw error;
};

export function constrainedImpersonation(version: Version, authorizer: Authorizer): Impersonation {
  const modes = modesOf(authorizer, version);
  const lastModes = new Map<string, Mode>();

  async function allowed(wanted: Identity, attributes: Attributes, audit: RequestAudit): Promise<Identity> {
    const last = lastModes.get(attributes.user.name);
    let refusal: Error | undefined;
    for (const mode of last === undefined ? modes : [last, ...modes.filter((other) => other !== last)]) {
      const user = await mode.check(wanted, attributes).catch(refusedOr);
      if (user instanceof Error) refusal ??= user;
      else if (user !== undefined) {
        lastModes.set(attributes.user.name, mode);
        audit.impersonated(user, mode.name === 'legacy' ? '' : `impersonate:${mode.name}`);
        return user;
      }
    }
    throw refusal ?? new Error('all impersonation modes failed');
  }

  return {
    async impersonate(request, attributes, audit) {
      const wanted = wantedUser(request, version);
      if (wanted.name !== '') return allowed(wanted, attributes, audit);
      if (!isNobody(wanted)) throw new RefusedRequest(400, 'BadRequest', `requested ${goSyntax(wanted)} without impersonating a user name`);
      return attributes.user;
    },
  };
}
