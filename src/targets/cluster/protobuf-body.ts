/**
 * A body in protobuf, as kubectl sends some, in JSON, in which names can be found. Numbers of protobuf fields are never used again, so
 * the types of the newest version read what was written for any.
 */
import { atOnce } from '../../engine/golang/turns';
import { plainOf } from '../../engine/scheme/json/node';
import { decodeProtobuf } from '../../engine/scheme/protobuf/unknown';
import { Scheme } from '../../engine/scheme/scheme';
import { VERSIONS, versionOf } from '../../engine/versions';

/** undefined: a kind that is not known. */
export function jsonOfProtobuf(body: Uint8Array): string | undefined {
  const { apiVersion, kind, decode } = decodeProtobuf(body);
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  const type = Scheme.of(versionOf(VERSIONS[VERSIONS.length - 1] ?? '')).typeOf({ group, version, kind });
  return type === undefined ? undefined : JSON.stringify({ apiVersion, kind, ...(plainOf(atOnce(decode(type))) as object) });
}
