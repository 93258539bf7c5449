/** What a server answers beyond resources: catalog/<version>/non-resource.json and openapi-*.gz, made by scripts/catalog/non-resource.mjs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { memoized } from '../golang/memoized';

export type HealthEndpoint = 'healthz' | 'livez' | 'readyz';

export interface NonResource {
  /** The body of /version. */
  readonly version: Readonly<Record<string, string>>;
  /** What / lists beside groups and their versions. */
  readonly paths: readonly string[];
  /** What an unknown path lists; null where it is plain text. */
  readonly unknownPath: readonly string[] | null;
  /** The checks of each endpoint in the order in which they are made. */
  readonly health: Readonly<Record<HealthEndpoint, readonly string[]>>;
}

interface Named {
  readonly name: string;
}

/** Reads a file of a version once, when it is first needed. */
function fileOf<T>(file: string, parse: (bytes: Buffer) => T): (version: Named) => T {
  const read = memoized((version: string) => parse(readFileSync(join(__dirname, version, file))));
  return ({ name }) => read(name);
}

export const nonResourceOf = fileOf('non-resource.json', (bytes) => JSON.parse(bytes.toString('utf8')) as NonResource);

export const openApiV2Json = fileOf<Buffer>('openapi-v2.json.gz', gunzipSync);
export const openApiV2Protobuf = fileOf<Buffer>('openapi-v2.pb.gz', gunzipSync);
type Documents = Readonly<Record<string, string>>;
const documentsOf = (file: string): ((version: Named) => Documents) => fileOf(file, (bytes) => JSON.parse(gunzipSync(bytes).toString('utf8')) as Documents);

/** The document of each group version (api/v1, apis/apps/v1) and of other paths, as text. */
export const openApiV3 = documentsOf('openapi-v3.json.gz');
/** The document of two definitions of custom resources, which is the pattern of all. */
export const customOpenApi = fileOf<object>('openapi-custom.json.gz', (bytes) => JSON.parse(gunzipSync(bytes).toString('utf8')) as object);
/** The same of group versions that are there only with --runtime-config or a feature gate. */
export const openApiV3Optional = documentsOf('openapi-v3-optional.json.gz');
