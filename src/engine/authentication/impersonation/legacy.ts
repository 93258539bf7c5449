/**
 * Impersonation by the general right: the verb `impersonate` on each thing that is named, in order: the user, each group, each
 * value of extra, the uid. The first that is not allowed is the refusal.
 * After k8s.io/apiserver/pkg/endpoints/filters/impersonation/impersonation.go.
 */
import type { Attributes } from '../../api/attributes';
import type { Authorizer } from '../../api/authorizer';
import type { ApiRequest } from '../../api/http';
import type { Identity } from '../../api/identity';
import { forbiddenRequest, RefusedRequest } from '../../errors/forbidden';
import { internalServerError } from '../../errors/internal-server-error';
import type { Version } from '../../versions';
import type { Impersonation } from './impersonation';
import { groupsOf, serviceAccountOf } from '../../apimachinery/service-account-names';
import { AUTHENTICATION_GROUP, rightOf } from './impersonation-attributes';
import { withImpliedGroup } from './implied-groups';
import { isNobody, wantedUser } from './wanted-user';

const VERB = 'impersonate';

function rightsFor({ name, uid, groups, extra }: Identity, requester: Identity, version: Version): readonly Attributes[] {
  const account = serviceAccountOf(name, version);
  const core = { verb: VERB, apiGroup: '' };
  const authentication = { verb: VERB, apiGroup: AUTHENTICATION_GROUP };
  return [
    account === undefined ? rightOf(requester, { ...core, resource: 'users', name }) : rightOf(requester, { ...core, resource: 'serviceaccounts', ...account }),
    ...groups.map((group) => rightOf(requester, { ...core, resource: 'groups', name: group })),
    ...Object.entries(extra).flatMap(([key, values]) =>
      values.map((value) => rightOf(requester, { ...authentication, resource: 'userextras', subresource: key, name: value })),
    ),
    ...(uid === '' ? [] : [rightOf(requester, { ...authentication, resource: 'uids', name: uid })]),
  ];
}

/** The things that were asked for, as Go prints a list of ObjectReference: kind, namespace, name, uid, version, revision, path. */
function printedReferences({ groups, extra, uid }: Identity): string {
  const version = `${AUTHENTICATION_GROUP}/v1`;
  return [
    ...groups.map((group) => `{Group  ${group}    }`),
    ...Object.entries(extra).flatMap(([key, values]) => values.map((value) => `{UserExtra  ${value}  ${version}  ${key}}`)),
    ...(uid === '' ? [] : [`{UID  ${uid}  ${version}  }`]),
  ].join(' ');
}

function withoutUser(request: ApiRequest, wanted: Identity, version: Version): Error {
  const why = `requested [${printedReferences(wanted)}] without impersonating a user`;
  return version.has('impersonationWithoutUserIsBadRequest') ? new RefusedRequest(400, 'BadRequest', why) : internalServerError(request.target, why);
}

export const legacyImpersonation = (version: Version, authorizer: Authorizer): Impersonation => ({
  async impersonate(request, attributes, audit) {
    const wanted = wantedUser(request, version);
    if (wanted.name === '') {
      if (!isNobody(wanted)) throw withoutUser(request, wanted, version);
      return attributes.user;
    }
    for (const right of rightsFor(wanted, attributes.user, version)) {
      const { decision, reason, error } = await authorizer.authorize(right);
      if (decision !== 'Allow' || error !== undefined) throw forbiddenRequest(right, reason, version);
    }
    const account = serviceAccountOf(wanted.name, version);
    const groups = account !== undefined && wanted.groups.length === 0 ? groupsOf(account.namespace) : wanted.groups;
    const user = { ...wanted, groups: withImpliedGroup(wanted.name, groups) };
    audit.impersonated(user, '');
    return user;
  },
});
