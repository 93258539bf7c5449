/**
 * Configuration files of a server (apiserver.config.k8s.io): JSON or YAML, of a kind and version that is known, and strictly
 * what that version has. After runtime.Decode with a strict CodecFactory: k8s.io/apimachinery/pkg/runtime/serializer/json.
 */
import type { JsonValue } from '../api/objects';
import type { TypeTable } from '../catalog/types';
import { Decoder } from './decode/decoder';
import { Problems } from './decode/problems';
import { interpretKind } from './interpret-kind';
import { notRegistered } from './kinds';
import { isJsonObject, jsonOfDocument, repeatedKey } from './yaml';

const GROUP = 'apiserver.config.k8s.io';
const VERSIONS: ReadonlySet<string> = new Set(['v1', 'v1beta1', 'v1alpha1']);
/** Of every version; only some have all of them, which is not distinguished here. */
const KINDS: ReadonlySet<string> = new Set([
  'AuthenticationConfiguration',
  'AuthorizationConfiguration',
  'AdmissionConfiguration',
  'EgressSelectorConfiguration',
  'TracingConfiguration',
  'EncryptionConfiguration',
]);
const SCHEME = 'pkg/runtime/scheme.go:111';

/** The type that a message ends with is named as the version of the configuration has it. */
function withVersion(message: string, version: string): string {
  const at = message.lastIndexOf(' of type ');
  return at === -1 ? message : message.slice(0, at) + message.slice(at).replace('v1.', `${version}.`);
}

/** `types` has the kind as `apiserver/v1.<kind>`; older versions have the same fields. */
export function decodeConfiguration(text: string, wanted: string, types: TypeTable): JsonValue {
  const isJson = isJsonObject(text);
  const { kind, node } = interpretKind(jsonOfDocument(text));
  if (kind.kind === '') throw new Error(`Object 'Kind' is missing in '${text}'`);
  if (kind.version === '') throw new Error(`Object 'apiVersion' is missing in '${text}'`);
  const known = kind.group === GROUP && VERSIONS.has(kind.version);
  if (known && kind.kind !== wanted && KINDS.has(kind.kind)) throw new Error(`expected ${wanted}, got *apiserver.${kind.kind}`);
  if (!known || kind.kind !== wanted) throw notRegistered(kind, SCHEME);
  const problems = new Problems();
  const value = new Decoder(types).decode(node, types.typeOf(`apiserver/v1.${wanted}`), problems);
  if (problems.first !== undefined) throw new Error(withVersion(problems.first.message, kind.version));
  const repeated = isJson ? undefined : repeatedKey(text);
  const strict = [...(repeated === undefined ? [] : [repeated]), ...problems.strict];
  if (strict.length > 0) throw new Error(`strict decoding error: ${strict.join(', ')}`);
  return value;
}
