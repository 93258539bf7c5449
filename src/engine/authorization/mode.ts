import type { Authorizer, RuleLister } from '../api/authorizer';

/** One value of --authorization-mode: it decides, and lists the rules it decides by as far as it can. */
export interface Mode extends Authorizer, RuleLister {}
