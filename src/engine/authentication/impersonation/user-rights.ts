/**
 * The rights to act as one user: one for each field that is set, by the verb of the mode. The old verb `impersonate` asks in the
 * core group and takes anything; the verb of a constrained mode asks in authentication.k8s.io, knows nodes, never allows
 * system:masters, and asks for everything at once (`*`) before it asks for four things or more one by one.
 * After impersonationModeState in k8s.io/apiserver/pkg/endpoints/filters/impersonation/mode.go.
 */
import type { Authorizer } from '../../api/authorizer';
import type { Identity } from '../../api/identity';
import { forbiddenRequest, RefusedRequest } from '../../errors/forbidden';
import type { Version } from '../../versions';
import { groupsOf, serviceAccountOf } from '../../apimachinery/service-account-names';
import { checkRight } from './check-right';
import { extraComplaint } from './extra-keys';
import { AUTHENTICATION_GROUP, rightOf } from './impersonation-attributes';
import { withImpliedGroup } from './implied-groups';
import { nodeOf } from './node-user';

const MANY = 4;

export interface UserRights {
  readonly authorizer: Authorizer;
  readonly verb: string;
  readonly constrained: boolean;
  readonly version: Version;
}

/** The refusal, if `right` is refused; anything else that goes wrong goes on. */
async function isAllowed(check: Promise<void>): Promise<boolean> {
  try {
    await check;
    return true;
  } catch (error) {
    if (error instanceof RefusedRequest) return false;
    throw error;
  }
}

/** Checks the name and returns the groups that go with it. */
async function checkName({ authorizer, verb, constrained, version }: UserRights, requester: Identity, { name, groups }: Identity): Promise<readonly string[]> {
  const apiGroup = constrained ? AUTHENTICATION_GROUP : '';
  const account = serviceAccountOf(name, version);
  const node = constrained ? nodeOf(name) : undefined;
  const about =
    account !== undefined ? { resource: 'serviceaccounts', ...account } : node !== undefined ? { resource: 'nodes', name: node } : { resource: 'users', name };
  await checkRight(authorizer, rightOf(requester, { verb, apiGroup, ...about }), version);
  if (node !== undefined) return ['system:nodes'];
  return account !== undefined && groups.length === 0 ? groupsOf(account.namespace) : groups;
}

async function checkGroups({ authorizer, verb, constrained, version }: UserRights, requester: Identity, groups: readonly string[]): Promise<void> {
  const right = (name: string) => rightOf(requester, { verb, apiGroup: constrained ? AUTHENTICATION_GROUP : '', resource: 'groups', name });
  if (constrained && groups.includes('')) throw forbiddenRequest(right(''), 'impersonating the empty string group is not allowed', version);
  if (constrained && groups.includes('system:masters'))
    throw forbiddenRequest(right('system:masters'), 'impersonating the system:masters group is not allowed', version);
  if (constrained && groups.length >= MANY && (await isAllowed(checkRight(authorizer, right('*'), version)))) return;
  for (const group of groups) await checkRight(authorizer, right(group), version);
}

async function checkExtra({ authorizer, verb, constrained, version }: UserRights, requester: Identity, extra: Identity['extra']): Promise<void> {
  const right = (subresource: string, name: string) => rightOf(requester, { verb, apiGroup: AUTHENTICATION_GROUP, resource: 'userextras', subresource, name });
  const complaint = constrained ? extraComplaint(extra) : undefined;
  if (complaint !== undefined) throw forbiddenRequest(right('', ''), complaint, version);
  const asked = Object.entries(extra).flatMap(([key, values]) => values.map((value) => right(key, value)));
  const many = asked.length >= MANY || Object.keys(extra).length >= MANY;
  if (constrained && many && (await isAllowed(checkRight(authorizer, right('*', '*'), version)))) return;
  for (const attributes of asked) await checkRight(authorizer, attributes, version);
}

/** The user as whom the requester may act; throws the refusal. */
export async function checkUser(rights: UserRights, requester: Identity, wanted: Identity): Promise<Identity> {
  const groups = await checkName(rights, requester, wanted);
  if (wanted.uid !== '') {
    await checkRight(
      rights.authorizer,
      rightOf(requester, { verb: rights.verb, apiGroup: AUTHENTICATION_GROUP, resource: 'uids', name: wanted.uid }),
      rights.version,
    );
  }
  await checkGroups(rights, requester, wanted.groups);
  await checkExtra(rights, requester, wanted.extra);
  return { ...wanted, groups: withImpliedGroup(wanted.name, groups) };
}
