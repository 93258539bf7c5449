import type { Authorizer } from '../api/authorizer';
import type { ServerOptions } from '../api/options';
import type { Storage } from '../api/storage';

/** What an admission plugin may ask beside the request. */
export interface PluginContext {
  readonly options: ServerOptions;
  readonly storage: Storage;
  readonly authorizer: Authorizer;
  /** Makes a namespace as the server itself asks for one. Throws the refusal where there is one. */
  createNamespace(name: string): Promise<void>;
}
