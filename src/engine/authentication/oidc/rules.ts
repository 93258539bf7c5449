/**
 * What a token must hold besides being good, and what its user must be.
 * After AuthenticateToken of k8s.io/apiserver/plugin/pkg/authenticator/token/oidc/oidc.go.
 */
import type { Identity } from '../../api/identity';
import type { Rule } from '../configuration/compile';
import type { ClaimValidationRule } from '../configuration/types';
import { hasClaim, textClaim, type Claims } from './claims';
import { withEscapedNames } from './expression-values';
import { evaluated } from './user';

export function checkRequiredClaims(rules: readonly ClaimValidationRule[], claims: Claims): void {
  // Of two rules for the same claim the last counts.
  const required = new Map(rules.filter(({ claim }) => claim !== '').map(({ claim, requiredValue }) => [claim, requiredValue]));
  for (const [claim, wanted] of required) {
    if (!hasClaim(claims, claim)) throw new Error(`oidc: required claim ${claim} not present in ID token`);
    const got = valueOf(claims, claim);
    if (got !== wanted) throw new Error(`oidc: required claim ${claim} value does not match. Got = ${got}, want = ${wanted}`);
  }
}

function valueOf(claims: Claims, claim: string): string {
  try {
    return textClaim(claims, claim);
  } catch (error) {
    throw new Error(`oidc: parse claim ${claim}: ${(error as Error).message}`, { cause: error });
  }
}

/** Evaluates all rules before it reports the first that does not hold. */
function checkRules(rules: readonly Rule[], variables: Readonly<Record<string, unknown>>, what: string): void {
  try {
    const results = rules.map(({ program, message }) => ({ expression: program.expression, message, result: evaluated(program, variables) }));
    for (const { expression, message, result } of results) {
      if (typeof result !== 'boolean') throw new Error('validation expression must return a boolean');
      if (!result) throw new Error(`validation expression '${expression}' failed: ${message}`);
    }
  } catch (error) {
    throw new Error(`oidc: error evaluating ${what}: ${(error as Error).message}`, { cause: error });
  }
}

export const checkClaimRules = (rules: readonly Rule[], values: object): void => checkRules(rules, { claims: values }, 'claim validation expression');

export function checkUserRules(rules: readonly Rule[], { name, uid, groups, extra }: Identity): void {
  if (rules.length > 0) checkRules(rules, { user: { username: name, uid, groups: [...groups], extra: withEscapedNames(extra) } }, 'user info validation rule');
}
