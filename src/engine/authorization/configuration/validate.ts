/**
 * What is wrong with an AuthorizationConfiguration that could be read.
 * After ValidateAuthorizationConfiguration of k8s.io/apiserver/pkg/apis/apiserver/validation/validation.go.
 */
import { isAbsolute } from 'node:path';
import { formatDuration, parseDuration } from '../../golang/duration';
import { statFile } from '../../golang/files';
import { quote } from '../../golang/quote';
import { dnsSubdomain } from '../../apimachinery/names';
import { duplicate, GoPrinted, invalidValue, notSupported, required, type FieldError } from '../../errors/field-error';
import { MODE_NAMES } from '../modes';
import { compileMatchCondition } from './match-condition';
import type { AuthorizerConfiguration, WebhookConfiguration } from './types';

const LONGEST_TIMEOUT = 30_000;
const MOST_CONDITIONS = 64;

function durationErrors(field: string, text: string, isGood: (duration: number) => boolean, rule: string): readonly FieldError[] {
  const duration = text === '' ? 0 : parseDuration(text);
  if (duration === 0) return [required(field)];
  return isGood(duration) ? [] : [invalidValue(field, formatDuration(duration), rule)];
}

const choiceErrors = (field: string, value: string, choices: readonly string[]): readonly FieldError[] => {
  if (value === '') return [required(field)];
  return choices.includes(value) ? [] : [notSupported(field, value, choices)];
};

function fileErrors(field: string, file: string): readonly FieldError[] {
  if (file === '') return [required(field)];
  if (!isAbsolute(file)) return [invalidValue(field, file, 'must be an absolute path')];
  try {
    return statFile(file).isFile() ? [] : [invalidValue(field, file, 'must be a regular file')];
  } catch (error) {
    return [invalidValue(field, file, `error loading file: ${(error as Error).message}`)];
  }
}

function connectionErrors(path: string, { type, kubeConfigFile }: WebhookConfiguration['connectionInfo']): readonly FieldError[] {
  const file = `${path}.kubeConfigFile`;
  if (type === '') return [required(`${path}.type`)];
  if (type === 'KubeConfigFile') return fileErrors(file, kubeConfigFile ?? '');
  if (type === 'InClusterConfig') return kubeConfigFile === null ? [] : [invalidValue(file, kubeConfigFile, 'can only be set when type=KubeConfigFile')];
  const printed = new GoPrinted(`{"Type":${quote(type)},"KubeConfigFile":${kubeConfigFile === null ? 'null' : quote(kubeConfigFile)}}`);
  return [notSupported(`${path}.type`, printed, ['InClusterConfig', 'KubeConfigFile'])];
}

function conditionErrors(path: string, conditions: readonly { readonly expression: string }[]): readonly FieldError[] {
  if (conditions.length > MOST_CONDITIONS)
    return [{ reason: 'FieldValueTooMany', field: path, body: `Too many: ${conditions.length}: must have at most ${MOST_CONDITIONS} items` }];
  const seen = new Set<string>();
  return conditions.flatMap(({ expression }, at) => {
    const field = `${path}[${at}].expression`;
    if (expression.trim() === '') return [required(field)];
    if (seen.has(expression)) return [duplicate(field, expression)];
    seen.add(expression);
    try {
      compileMatchCondition(expression);
      return [];
    } catch (error) {
      return [invalidValue(field, expression, (error as Error).message)];
    }
  });
}

function webhookErrors(path: string, webhook: WebhookConfiguration): readonly FieldError[] {
  const conditions = webhook.matchConditions ?? [];
  const conditionVersion = webhook.matchConditionSubjectAccessReviewVersion;
  const conditionVersionField = `${path}.matchConditionSubjectAccessReviewVersion`;
  return [
    ...durationErrors(`${path}.timeout`, webhook.timeout, (timeout) => timeout > 0 && timeout <= LONGEST_TIMEOUT, 'must be > 0s and <= 30s'),
    ...durationErrors(`${path}.authorizedTTL`, webhook.authorizedTTL, (ttl) => ttl > 0, 'must be > 0s'),
    ...durationErrors(`${path}.unauthorizedTTL`, webhook.unauthorizedTTL, (ttl) => ttl > 0, 'must be > 0s'),
    ...choiceErrors(`${path}.subjectAccessReviewVersion`, webhook.subjectAccessReviewVersion, ['v1', 'v1beta1']),
    ...(conditionVersion === '' && conditions.length > 0 ? [required(conditionVersionField, 'required if match conditions are specified')] : []),
    ...(conditionVersion === '' ? [] : choiceErrors(conditionVersionField, conditionVersion, ['v1'])),
    ...choiceErrors(`${path}.failurePolicy`, webhook.failurePolicy, ['NoOpinion', 'Deny']),
    ...connectionErrors(`${path}.connectionInfo`, webhook.connectionInfo),
    ...conditionErrors(`${path}.matchConditions`, conditions),
  ];
}

export function configurationErrors(authorizers: readonly AuthorizerConfiguration[]): readonly FieldError[] {
  if (authorizers.length === 0) return [required('authorizers', 'at least one authorization mode must be defined')];
  const types = new Set<string>();
  const names = new Set<string>();
  return authorizers.flatMap(({ type, name, webhook }, at) => {
    const path = `authorizers[${at}]`;
    const typeErrors = choiceErrors(`${path}.type`, type, MODE_NAMES);
    if (typeErrors.length > 0) return typeErrors;
    if (types.has(type) && type !== 'Webhook') return [duplicate(`${path}.type`, type)];
    const syntax = dnsSubdomain(name);
    const nameErrors =
      name === ''
        ? [required(`${path}.name`)]
        : names.has(name)
          ? [duplicate(`${path}.name`, name)]
          : syntax.length > 0
            ? [invalidValue(`${path}.name`, name, `authorizer name is invalid: ${syntax.join(', ')}`)]
            : [];
    types.add(type);
    names.add(name);
    if (type !== 'Webhook')
      return [...nameErrors, ...(webhook === undefined ? [] : [invalidValue(`${path}.webhook`, 'non-null', 'may only be specified when type=Webhook')])];
    return [...nameErrors, ...(webhook === undefined ? [required(`${path}.webhook`, 'required when type=Webhook')] : webhookErrors(path, webhook))];
  });
}
