/** The verbs that servers ask their authorizers for. */
export const REQUEST_VERBS: readonly string[] = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];

/** Verbs that are asked for while another request is handled, and the resources on which. */
const CHECKED_VERBS: ReadonlyMap<string, RegExp> = new Map([
  ['bind', /^(?:cluster)?roles$/],
  ['escalate', /^(?:cluster)?roles$/],
  ['impersonate', /^(?:users|groups|serviceaccounts|uids|userextras(?:\/.+)?)$/],
  ['approve', /^signers$/],
  ['sign', /^signers$/],
  ['attest', /^signers$/],
  ['use', /^(?:podsecuritypolicies|securitycontextconstraints)$/],
  ['proxy', /^(?:nodes|pods|services)$/],
]);
const CONSTRAINED_IMPERSONATION = /^impersonate(?:-on)?:/;
const ANYTHING = /^/;

/** The resources on which the verb is asked for while another request is handled; `undefined` for every other verb. */
export const checkedOn = (verb: string): RegExp | undefined => (CONSTRAINED_IMPERSONATION.test(verb) ? ANYTHING : CHECKED_VERBS.get(verb));
