import type { Admission } from '../../api/admission';
import type { Authorizer, RuleLister } from '../../api/authorizer';
import type { ServerOptions } from '../../api/options';
import type { Identity } from '../../api/identity';
import type { HandlerResult, Call } from '../../api/registry';
import type { Storage } from '../../api/storage';
import type { ServiceAccountTokens, TokenReviewer } from '../../api/tokens';
import type { Scheme } from '../../scheme/scheme';

/** What every handler of the registry may use. */
export interface RegistryContext {
  readonly options: ServerOptions;
  readonly storage: Storage;
  readonly scheme: Scheme;
  readonly tokens: ServiceAccountTokens;
  readonly tokenReviewer: TokenReviewer;
  readonly authorizer: Authorizer;
  readonly ruleLister: RuleLister;
  readonly admission: Admission;
  /** Who the server is to itself. */
  readonly self: Identity;
}

/** Answers one verb of one resource or subresource. */
export type VerbHandler = (call: Call, context: RegistryContext) => HandlerResult | Promise<HandlerResult>;
