/**
 * SelfSubjectRulesReview: everything that the requester may do in a namespace, as far as the authorizers can list it. The
 * answer is a new object: the question is not repeated.
 * After k8s.io/kubernetes/pkg/registry/authorization/selfsubjectrulesreview/rest.go.
 */
import type { SubjectRules } from '../../api/authorizer';
import { aggregate } from '../../errors/field-error';
import { badRequest } from '../../errors/status-error';
import { receiveObject } from '../generic/received-object';
import type { VerbHandler } from '../generic/context';

const KIND = 'SelfSubjectRulesReview';

/** Lists that are empty are left out of a rule, but verbs are always there. */
const listed = (rule: object): object =>
  Object.fromEntries(Object.entries(rule).filter(([field, values]) => field === 'verbs' || (Array.isArray(values) && values.length > 0)));

const statusOf = ({ resourceRules, nonResourceRules, incomplete, errors }: SubjectRules) => ({
  resourceRules: resourceRules.map(listed),
  nonResourceRules: nonResourceRules.map(listed),
  incomplete,
  ...(errors.length > 0 && { evaluationError: aggregate(errors) }),
});

export const selfSubjectRulesReview: VerbHandler = async (call, context) => {
  const { info, user } = call;
  const { object, validate } = await receiveObject(call, context, { group: info.apiGroup, version: info.apiVersion, kind: KIND });
  const { namespace = '' } = (object.spec ?? {}) as { readonly namespace?: string };
  if (namespace === '') throw badRequest('no namespace on request');
  await validate();
  const metadata = context.options.version.has('zeroCreationTimestamp') ? { creationTimestamp: null } : {};
  const status = statusOf(context.ruleLister.rulesFor(user, namespace));
  return { status: 201, object: { kind: KIND, apiVersion: `${info.apiGroup}/${info.apiVersion}`, metadata, spec: {}, status } };
};
