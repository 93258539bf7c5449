/**
 * Reads a configuration document by the scheme of what it configures: each reader knows a few kinds, by version, and nothing of
 * the API. After runtime.Decode with the CodecFactory of the reader: k8s.io/apimachinery/pkg/runtime/serializer.
 */
import type { GroupVersionKind, JsonValue } from '../api/objects';
import type { TypeTable } from '../catalog/types';
import { own } from '../golang/map';
import type { Version } from '../versions';
import { Decoder } from './decode/decoder';
import { Problems } from './decode/problems';
import { interpretKind } from './interpret-kind';
import { jsonIterError } from './jsoniter/decoder';
import { notRegistered } from './kinds';
import { groupVersionOf } from '../apimachinery/group-version';
import { isJsonObject, jsonOfDocument, repeatedKey } from './yaml';

export interface ConfigurationScheme {
  /** Where in the source of 1.20 it is made, by which that version names it. */
  readonly origin: string;
  readonly types: TypeTable;
  /** The id of the Go type of each kind, keyed '<group>/<version> <kind>'. */
  readonly kinds: Readonly<Record<string, string>>;
  /** Refuses fields that are unknown, or there twice, in versions that do so. */
  readonly isStrict: boolean;
}

export interface ConfigurationDocument {
  readonly kind: GroupVersionKind;
  readonly value: JsonValue;
}

/** The document names no kind or no version, or one that the scheme does not know. */
export class UnknownKindError extends Error {}

const schemeName = ({ origin }: ConfigurationScheme, version: Version): string => (version.has('schemesNamedByOrigin') ? origin : 'pkg/runtime/scheme.go:111');

export function decodeByScheme(text: string, scheme: ConfigurationScheme, version: Version): ConfigurationDocument {
  const json = jsonOfDocument(text);
  const { kind, node } = interpretKind(json);
  if (kind.kind === '') throw new UnknownKindError(`Object 'Kind' is missing in '${text}'`);
  if (kind.version === '') throw new UnknownKindError(`Object 'apiVersion' is missing in '${text}'`);
  const id = own(scheme.kinds, `${groupVersionOf(kind)} ${kind.kind}`);
  if (id === undefined) throw new UnknownKindError(notRegistered(kind, schemeName(scheme, version)).message);
  const type = scheme.types.typeOf(id);
  const problems = new Problems();
  const value = new Decoder(scheme.types).decode(node, type, problems);
  if (problems.first !== undefined) throw (version.has('jsonIter') ? jsonIterError(Buffer.from(json), type, () => undefined) : undefined) ?? problems.first;
  if (!scheme.isStrict || !version.has('configurationsReadStrictly')) return { kind, value };
  const repeated = isJsonObject(text) ? undefined : repeatedKey(text);
  const strict = [...(repeated === undefined ? [] : [repeated]), ...problems.strict];
  if (strict.length > 0) throw new Error(`strict decoding error: ${strict.join(', ')}`);
  return { kind, value };
}
