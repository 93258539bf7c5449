/**
 * Secrets: stringData becomes data, the type stays, some types need certain keys.
 * After k8s.io/kubernetes/pkg/registry/core/secret and pkg/apis/core/validation ValidateSecret.
 */
import { secretWarnings } from './warnings';
import { errorText } from '../../../../golang/error-text';
import type { KubeObject } from '../../../../api/objects';
import { encodeJson } from '../../../../golang/json';
import { Pace, type Turns } from '../../../../golang/turns';
import { forbiddenField, invalidValue, required, type FieldError } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { configMapKey } from '../../../../apimachinery/names';
import { tooLongField, validateWholeMetadata } from '../../../generic/metadata/validation';
import type { Strategy } from '../../../generic/strategy';
import { own } from '../../../../golang/map';

const MAX_BYTES = 1024 * 1024;
const ACCOUNT_NAME = 'kubernetes.io/service-account.name';

interface Secret extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
  readonly immutable?: boolean;
  readonly type?: string;
}

const decodedText = (value: string): string => Buffer.from(value, 'base64').toString();

/** A key that must be there, with JSON in it. */
function configuration(data: Readonly<Record<string, string>>, key: string, { scheme }: RegistryContext): readonly FieldError[] {
  const value = own(data, key);
  if (value === undefined) return [required(`data[${key}]`)];
  try {
    scheme.parseJson(decodedText(value));
    return [];
  } catch (error) {
    return [invalidValue(`data[${key}]`, '<secret contents redacted>', errorText(error))];
  }
}

function ofType({ metadata, data = {}, type }: Secret, context: RegistryContext): readonly FieldError[] {
  // Upstream forgot to fill in a format here once.
  const field = (key: string): string => (context.options.version.has('secretFieldsMisspelt') ? `data[%s][${key}]` : `data[${key}]`);
  const missing = (...keys: readonly string[]): readonly FieldError[] => keys.filter((key) => !Object.hasOwn(data, key)).map((key) => required(`data[${key}]`));
  switch (type) {
    case 'kubernetes.io/service-account-token':
      return (metadata.annotations?.[ACCOUNT_NAME] ?? '') === '' ? [required(`metadata.annotations[${ACCOUNT_NAME}]`)] : [];
    case 'kubernetes.io/dockercfg':
      return configuration(data, '.dockercfg', context);
    case 'kubernetes.io/dockerconfigjson':
      return configuration(data, '.dockerconfigjson', context);
    case 'kubernetes.io/basic-auth':
      return 'username' in data || 'password' in data ? [] : [required(field('username')), required(field('password'))];
    case 'kubernetes.io/ssh-auth':
      return (data['ssh-privatekey'] ?? '') === '' ? [required(field('ssh-privatekey'))] : [];
    case 'kubernetes.io/tls':
      return missing('tls.crt', 'tls.key');
    default:
      return [];
  }
}

function* validate(object: KubeObject, context: RegistryContext): Turns<readonly FieldError[]> {
  const { options } = context;
  const secret = object as Secret;
  const data = secret.data ?? {};
  const ofKeys: FieldError[] = [];
  const pace = new Pace();
  let size = 0;
  for (const key of Object.keys(data)) {
    size += Buffer.from(own(data, key) ?? '', 'base64').length;
    for (const complaint of configMapKey(key)) ofKeys.push(invalidValue(`data[${key}]`, key, complaint));
    if (pace.isOver()) yield;
  }
  return [...ofKeys, ...(size > MAX_BYTES ? [tooLongField('data', MAX_BYTES, options.version)] : []), ...ofType(secret, context)];
}

function* validateUpdate(object: KubeObject, old: KubeObject, context: RegistryContext): Turns<readonly FieldError[]> {
  const [after, before] = [object as Secret, old as Secret];
  const immutable = before.immutable === true;
  const why = 'field is immutable when `immutable` is set';
  return [
    ...(after.type === before.type ? [] : [invalidValue('type', after.type ?? '', 'field is immutable')]),
    ...(immutable && after.immutable !== true ? [forbiddenField('immutable', why)] : []),
    ...(immutable && encodeJson(after.data ?? {}) !== encodeJson(before.data ?? {}) ? [forbiddenField('data', why)] : []),
    ...validateWholeMetadata(object, context),
    ...(yield* validate(object, context)),
  ];
}

/** stringData is written only: it goes into data. */
function merged(object: KubeObject, { scheme }: RegistryContext): KubeObject {
  const { stringData, ...secret } = object as Secret;
  if (stringData === undefined) return object;
  const encoded = Object.fromEntries(Object.entries(stringData).map(([key, value]) => [key, Buffer.from(value).toString('base64')]));
  const whole = { ...secret, data: { ...secret.data, ...encoded } };
  return { kind: 'Secret', apiVersion: 'v1', ...scheme.normalise(whole, { group: '', version: 'v1', kind: 'Secret' }) };
}

export const secrets: Strategy = {
  prepareForCreate: (object, _call, context) => merged(object, context),
  prepareForUpdate: (object, old, _call, context) => {
    const secret = merged(object, context) as Secret;
    // Who omits the type means the one it has.
    return (secret.type ?? '') === '' ? { ...secret, type: (old as Secret).type } : secret;
  },
  validate,
  validateUpdate,
  warnings: secretWarnings,
  selectableFields: () => ['type', 'metadata.namespace', 'metadata.name'],
  fields: (object) => ({ type: (object as Secret).type ?? '' }),
};
