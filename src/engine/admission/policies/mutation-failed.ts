/** Why a mutation of a policy could not be made: the policy refuses the request with it, unless it ignores failures. */
export class MutationFailed extends Error {}
