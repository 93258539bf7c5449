import type { Authorizer } from '../api/authorizer';
import type { KubeObject } from '../api/objects';
import type { ServerOptions } from '../api/options';
import type { Storage } from '../api/storage';

/** What an admission plugin may ask beside the request. */
export interface PluginContext {
  readonly options: ServerOptions;
  readonly storage: Storage;
  readonly authorizer: Authorizer;
  /** The text that --admission-control-config-file has for the plugin. */
  readonly configuration?: string | undefined;
  /** Makes a namespace as the server itself asks for one. Throws the refusal where there is one. */
  createNamespace(name: string): Promise<void>;
  /** Writes the status of an object, as above; `base` and `resource` as in a path: /apis/apps/v1 and deployments. */
  updateStatus(base: string, resource: string, object: KubeObject): Promise<void>;
}
