/**
 * A ServiceAccount may act as the node its pod runs on. The node of the requester is checked here, not by an authorizer: rights
 * are asked for all nodes (`*`) and without the extra values of the token, so that one answer serves every node.
 */
import type { Attributes } from '../../api/attributes';
import type { Authorizer } from '../../api/authorizer';
import type { Identity } from '../../api/identity';
import type { Version } from '../../versions';
import { serviceAccountOf } from '../../apimachinery/service-account-names';
import { checkRight } from './check-right';
import { constrainedMode, type Mode } from './mode';
import { nodeOf } from './node-user';
import { isNobody } from './wanted-user';

const NAME = 'associated-node';
const NODE_NAME = 'authentication.kubernetes.io/node-name';

const withoutExtra = (requester: Identity): Identity => ({
  ...requester,
  extra: { 'authentication.kubernetes.io/associated-node-keys': Object.keys(requester.extra).sort() },
});

function generalized(attributes: Attributes): Attributes {
  const user = withoutExtra(attributes.user);
  return attributes.isResourceRequest && attributes.verb === `impersonate:${NAME}` ? { ...attributes, user, name: '*' } : { ...attributes, user };
}

const generalizing = (authorizer: Authorizer, version: Version): Authorizer => ({
  name: authorizer.name,
  authorize: (attributes) =>
    checkRight(authorizer, generalized(attributes), version).then(
      () => ({ decision: 'Allow', reason: '' }),
      (error: Error) => ({ decision: 'Deny', reason: '', error }),
    ),
});

export const associatedNodeMode = (authorizer: Authorizer, version: Version): Mode =>
  constrainedMode(generalizing(authorizer, version), version, {
    name: NAME,
    applies(wanted, requester) {
      const node = nodeOf(wanted.name);
      const [own, ...others] = requester.extra[NODE_NAME] ?? [];
      return isNobody(wanted) && node !== undefined && own === node && others.length === 0 && serviceAccountOf(requester.name, version) !== undefined;
    },
    knownAs: (wanted, attributes) => ({ wanted: { ...wanted, name: 'system:node:*' }, attributes: { ...attributes, user: withoutExtra(attributes.user) } }),
  });
