/** What a server answers beyond resources: catalog/<version>/non-resource.json and openapi-*.gz, made by scripts/catalog/non-resource.mjs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export type HealthEndpoint = 'healthz' | 'livez' | 'readyz';

export interface NonResource {
  /** The body of /version. */
  readonly version: Readonly<Record<string, string>>;
  /** What / lists beside groups and their versions. */
  readonly paths: readonly string[];
  /** What a path that nobody serves lists; null where it is plain text. */
  readonly unknownPath: readonly string[] | null;
  /** The checks of each endpoint in the order in which they are made. */
  readonly health: Readonly<Record<HealthEndpoint, readonly string[]>>;
}

interface Named {
  readonly name: string;
}

const read = new Map<string, unknown>();

function once<T>(version: Named, file: string, parse: (bytes: Buffer) => T): T {
  const key = `${version.name}/${file}`;
  if (!read.has(key)) read.set(key, parse(readFileSync(join(__dirname, version.name, file))));
  return read.get(key) as T;
}

export const nonResourceOf = (version: Named): NonResource => once(version, 'non-resource.json', (bytes) => JSON.parse(bytes.toString('utf8')) as NonResource);

export const openApiV2Json = (version: Named): Buffer => once(version, 'openapi-v2.json.gz', gunzipSync);
export const openApiV2Protobuf = (version: Named): Buffer => once(version, 'openapi-v2.pb.gz', gunzipSync);
/** The document of each group version (api/v1, apis/apps/v1) and of other paths, as text. */
export const openApiV3 = (version: Named): Readonly<Record<string, string>> =>
  once(version, 'openapi-v3.json.gz', (bytes) => JSON.parse(gunzipSync(bytes).toString('utf8')) as Record<string, string>);
