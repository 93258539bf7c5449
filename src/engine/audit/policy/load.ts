/**
 * --audit-policy-file. Fields that are unknown or come twice are warned of on the standard error output and left out.
 * After k8s.io/apiserver/pkg/audit/policy/reader.go.
 */
import { readFileBytes } from '../../golang/files';
import { quote } from '../../golang/quote';
import { atOnce } from '../../golang/turns';
import { aggregate } from '../../errors/field-error';
import { Decoder } from '../../scheme/decode/decoder';
import { Problems } from '../../scheme/decode/problems';
import { interpretKind } from '../../scheme/interpret-kind';
import { jsonIterError } from '../../scheme/jsoniter/decoder';
import { notRegistered } from '../../scheme/kinds';
import { isJsonObject, jsonOfDocument, repeatedKey } from '../../scheme/yaml';
import type { Version } from '../../versions';
import { GROUP, OLD_POLICY_TYPES, OTHER_KINDS, POLICY_TYPES, type Policy } from './types';
import { policyErrors } from './validate';

/** Where upstream makes the scheme that knows the policy. */
const schemeName = (version: Version): string =>
  version.has('schemesNamedByOrigin') ? 'k8s.io/apiserver/pkg/audit/scheme.go:32' : 'pkg/runtime/scheme.go:111';

const auditVersions = (version: Version): readonly string[] => (version.has('auditBetaVersions') ? ['v1', 'v1beta1', 'v1alpha1'] : ['v1']);

interface Decoded {
  readonly policy: Policy;
  readonly strict: readonly string[];
}

/** Throws what decoding throws. */
function decoded(text: string, version: Version): Decoded {
  const json = jsonOfDocument(text);
  const { kind, node } = interpretKind(json);
  // What a document leaves out is the internal kind, which is none of a file.
  const [group, ofGroup] = kind.version === '' && kind.group === '' ? [GROUP, '__internal'] : [kind.group, kind.version];
  const name = kind.kind === '' ? 'Policy' : kind.kind;
  const isOurs = group === GROUP && (ofGroup === '__internal' || auditVersions(version).includes(ofGroup));
  if (name === 'Status' && group === '' && ofGroup === 'v1') throw unconvertible('v1.Status');
  if (isOurs && OTHER_KINDS.includes(name)) throw unconvertible(`${ofGroup}.${name}`);
  if (!isOurs || name !== 'Policy') throw notRegistered({ group, version: ofGroup, kind: name }, schemeName(version));
  if (ofGroup === '__internal') throw new InternalKind();
  const types = version.has('auditOmitsManagedFields') ? POLICY_TYPES : OLD_POLICY_TYPES;
  const type = types.typeOf('audit/v1.Policy');
  const problems = new Problems();
  const decoder = new Decoder(types);
  const iterating = (error: unknown): unknown =>
    version.has('jsonIter')
      ? (jsonIterError(Buffer.from(json), type, (part, custom) => atOnce(decoder.decoding(part, custom, new Problems()))) ?? error)
      : error;
  const policy = decoder.decode(node, type, problems) as unknown as Policy;
  if (problems.first !== undefined) throw iterating(problems.first);
  const repeated = isJsonObject(text) ? undefined : repeatedKey(text);
  return { policy, strict: [...(repeated === undefined ? [] : [repeated]), ...problems.strict] };
}

const unconvertible = (goName: string): Error => new Error(`converting (${goName}) to (audit.Policy): unknown conversion`);

class InternalKind extends Error {
  constructor() {
    super(`unknown group version field ${GROUP}/__internal, Kind=Policy in policy`);
  }
}

function parsed(text: string, version: Version): Policy {
  let result: Decoded;
  try {
    result = decoded(text, version);
  } catch (error) {
    if (error instanceof InternalKind) throw error;
    throw new Error(`failed decoding: ${(error as Error).message}`, { cause: error });
  }
  const { policy, strict } = result;
  const errors = policyErrors(policy, version).map(({ field, body }) => `${field}: ${body}`);
  if (errors.length > 0) throw new Error(aggregate(errors));
  if ((policy.rules ?? []).length === 0) throw new Error('loaded illegal policy with 0 rules');
  if (strict.length > 0 && version.has('auditPolicyWarned'))
    process.stderr.write(`Audit policy contains errors, falling back to lenient decoding: strict decoding error: ${strict.join(', ')}\n`);
  return policy;
}

function textOf(path: string): string {
  try {
    return readFileBytes(path).toString();
  } catch (error) {
    throw new Error(`failed to read file path ${quote(path)}: ${(error as Error).message}`, { cause: error });
  }
}

export function loadPolicy(path: string, version: Version): Policy {
  const text = textOf(path);
  try {
    return parsed(text, version);
  } catch (error) {
    throw new Error(`${(error as Error).message}: from file ${path}`, { cause: error });
  }
}
