/**
 * Why a request was allowed or not: the target is asked with a SubjectAccessReview, as the administrator, right after the
 * request. So the rule and the binding that a report shows are what the server itself says, on every target. A target that
 * can explain its decisions also says what each of its authorizers said, and what comes nearest to allowing the request. Of
 * another one the roles and bindings are read, where it refuses, and RBAC is explained by them.
 */
import { apiPolicy } from '../analysis/api-policy';
import { explainFromPolicy } from '../analysis/explain';
import { explanationLines } from '../analysis/explanation-lines';
import { identityOf } from '../analysis/question';
import type { Attributes, RequestInfo } from '../engine/api/attributes';
import type { ChainExplainer, Explanation as Said } from '../engine/api/explainer';
import type { JsonObject } from '../engine/api/objects';
import { attributesOf } from '../engine/request-info/attributes';
import { requestInfoOf } from '../engine/request-info/request-info';
import { versionOf } from '../engine/versions';
import type { Requester, Target, TargetRequest } from '../targets/target';
import { infoOfQuestion, type AskedQuestion } from './asked-question';
import { subjectOf, type Subject } from './requester';

export interface Explanation {
  readonly allowed: boolean;
  /** The server's own words, for example `RBAC: allowed by RoleBinding "test/foo" of Role "service-reader" to User "jane"`. */
  readonly reason: string;
  /** What each authorizer said that was asked; absent where the target does not say. */
  readonly authorizers?: readonly Said[];
}

interface Review {
  readonly message?: string;
  readonly status?: string | { readonly allowed: boolean; readonly reason?: string };
}

const present = (fields: Readonly<Record<string, string>>): object => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));

function reviewed({ isResourceRequest, path, verb, apiGroup: group, apiVersion: version, namespace, resource, subresource, name }: RequestInfo): object {
  if (!isResourceRequest) return { nonResourceAttributes: { path, verb } };
  return { resourceAttributes: present({ namespace, verb, group, version, resource, subresource, name }) };
}

/** What a request asks for; undefined where a server could not say. */
export function infoOf({ method, path, headers }: TargetRequest, kubernetesVersion: string): RequestInfo | undefined {
  try {
    return requestInfoOf({ method, target: path, headers: headers ?? {} }, versionOf(kubernetesVersion)).info;
  } catch {
    return undefined;
  }
}

async function askedAsAdministrator(
  target: Target,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly body: JsonObject }> {
  const response = await target.send({ as: { kind: 'administrator' }, method, path, ...(body !== undefined && { body }) });
  return { status: response.status, body: JSON.parse(String(response.body)) as JsonObject };
}

interface TokenStatus {
  readonly authenticated?: boolean;
  readonly user?: { readonly username?: string; readonly groups?: readonly string[] };
}

/** Only the server knows who holds a token. */
async function holderOf(target: Target, token: string): Promise<Subject | undefined> {
  const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token } };
  const { body } = await askedAsAdministrator(target, 'POST', '/apis/authentication.k8s.io/v1/tokenreviews', review);
  const { authenticated = false, user: { username = '', groups = [] } = {} } = (body['status'] ?? {}) as TokenStatus;
  return authenticated ? { user: username, groups } : undefined;
}

/** The subject that is judged: the impersonated user, if there is one. */
async function judged(target: Target, { as, headers }: TargetRequest): Promise<Subject | undefined> {
  const given = (name: string): readonly string[] => Object.entries(headers ?? {}).flatMap(([key, value]) => (key.toLowerCase() === name ? value : []));
  const [user] = given('impersonate-user');
  if (user !== undefined) return { user, groups: identityOf(user, given('impersonate-group')).groups };
  return as.kind === 'token' ? holderOf(target, as.token) : subjectOf(as);
}

const isExplainer = (target: Target | (Target & ChainExplainer)): target is Target & ChainExplainer => 'explain' in target;

const judgedAttributes = (info: RequestInfo, { user: name, groups }: Subject, kubernetesVersion: string): Attributes =>
  attributesOf(info, { name, uid: '', groups, extra: {} }, versionOf(kubernetesVersion));

/** A server whose objects may not be read, or that decides otherwise than by RBAC, is not explained. */
async function fromObjects(target: Target, attributes: Attributes): Promise<readonly Said[] | undefined> {
  try {
    const client = { request: (method: string, path: string) => askedAsAdministrator(target, method, path) };
    const said = await explainFromPolicy(await apiPolicy(client, 'no names'), attributes);
    return said.some(({ decision }) => decision === 'Allow') ? undefined : said;
  } catch {
    return undefined;
  }
}

/** The server is asked, as the administrator, whether the subject may. */
async function reviewedBy(target: Target, info: RequestInfo, subject: Subject): Promise<Explanation | undefined> {
  const spec = { ...subject, ...reviewed(info) };
  const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec };
  const { body } = await askedAsAdministrator(target, 'POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', review);
  const { status } = body as Review;
  if (typeof status !== 'object') return undefined;
  const attributes = judgedAttributes(info, subject, target.kubernetesVersion);
  const authorizers = isExplainer(target) ? await target.explain(attributes) : status.allowed ? undefined : await fromObjects(target, attributes);
  return { allowed: status.allowed, reason: status.reason ?? '', ...(authorizers && { authorizers }) };
}

/** Returns undefined where the user or the attributes of the request are unknown. */
export async function explain(target: Target, request: TargetRequest): Promise<Explanation | undefined> {
  const [info, subject] = [infoOf(request, target.kubernetesVersion), await judged(target, request)];
  return info === undefined || subject === undefined ? undefined : reviewedBy(target, info, subject);
}

/** The same of a question that no request asks. */
export async function explainQuestion(target: Target, as: Requester, question: AskedQuestion): Promise<Explanation | undefined> {
  const subject = as.kind === 'token' ? await holderOf(target, as.token) : subjectOf(as);
  return subject === undefined ? undefined : reviewedBy(target, infoOfQuestion(question, target.kubernetesVersion), subject);
}

/** The whole explanation. Only the first line is the server's answer. */
export function explanationInFull(explanation: Explanation | undefined): string {
  const lines = (explanation?.authorizers ?? []).flatMap(explanationLines);
  return [describeExplanation(explanation), ...lines.map((line) => `  ${line}`)].join('\n');
}

function describeExplanation(explanation: Explanation | undefined): string {
  if (explanation === undefined) return 'unknown: the server did not recognise who asked';
  if (explanation.allowed) return explanation.reason === '' ? 'it is allowed; no reason is given, as to members of system:masters' : explanation.reason;
  return explanation.reason === '' ? 'nothing allows this' : `nothing allows this; ${explanation.reason}`;
}
