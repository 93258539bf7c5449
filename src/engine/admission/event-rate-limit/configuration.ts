/** The configuration of EventRateLimit: at least one limit, each of a type. After plugin/pkg/admission/eventratelimit/apis */
import { TypeTable } from '../../catalog/types';
import { aggregate, GoPrinted, invalidValue, notSupported, type FieldError } from '../../errors/field-error';
import { decodeByScheme, type ConfigurationScheme } from '../../scheme/configuration-scheme';
import type { Version } from '../../versions';

export type LimitType = 'Server' | 'Namespace' | 'User' | 'SourceAndObject';

export interface Limit {
  readonly type: LimitType;
  /** Events a second, once the burst has been used up. */
  readonly qps: number;
  readonly burst: number;
  /** How many buckets are kept. */
  readonly cacheSize?: number;
}

/** A real server names them in any order, that of a map in Go. */
const TYPES = ['Server', 'Namespace', 'User', 'SourceAndObject'];

const SCHEME: ConfigurationScheme = {
  origin: 'k8s.io/kubernetes/plugin/pkg/admission/eventratelimit/config.go:32',
  isStrict: false,
  types: new TypeTable({
    'meta/v1.TypeMeta': { kind: 'Kind string omitempty', apiVersion: 'APIVersion string omitempty' },
    'eventratelimit/v1alpha1.Configuration': { '+TypeMeta': 'meta/v1.TypeMeta', limits: 'Limits []eventratelimit/v1alpha1.Limit' },
    'eventratelimit/v1alpha1.Limit': {
      type: 'Type eventratelimit/v1alpha1.LimitType',
      qps: 'QPS int32',
      burst: 'Burst int32',
      cacheSize: 'CacheSize int32 omitempty',
    },
    'eventratelimit/v1alpha1.LimitType': 'string',
  }),
  kinds: { 'eventratelimit.admission.k8s.io/v1alpha1 Configuration': 'eventratelimit/v1alpha1.Configuration' },
};

function limitErrors({ type, qps, burst, cacheSize = 0 }: Limit, at: string): readonly FieldError[] {
  return [
    ...(TYPES.includes(type) ? [] : [notSupported(`${at}.type`, type, TYPES)]),
    ...(burst > 0 ? [] : [invalidValue(`${at}.burst`, burst, 'must be positive')]),
    ...(qps > 0 ? [] : [invalidValue(`${at}.qps`, qps, 'must be positive')]),
    ...(type === 'Server' || cacheSize >= 0 ? [] : [invalidValue(`${at}.cacheSize`, cacheSize, 'must not be negative')]),
  ];
}

/** As encoding/json prints the list, or as Go does. */
function nothing(limits: readonly Limit[] | null, version: Version): GoPrinted {
  if (version.has('jsonFieldErrors')) return new GoPrinted(limits === null ? 'null' : '[]');
  return new GoPrinted(`[]eventratelimit.Limit${limits === null ? '(nil)' : '{}'}`);
}

export function eventRateLimits(text: string | undefined, version: Version): readonly Limit[] {
  const read = text === undefined ? { limits: null } : (decodeByScheme(text, SCHEME, version).value as unknown as { readonly limits: readonly Limit[] | null });
  const limits = read.limits ?? [];
  const errors = [
    ...(limits.length === 0 ? [invalidValue('limits', nothing(read.limits, version), 'must not be empty')] : []),
    ...limits.flatMap((limit, index) => limitErrors(limit, `limits[${index}]`)),
  ];
  if (errors.length > 0) throw new Error(aggregate(errors.map(({ field, body }) => `${field}: ${body}`)));
  return limits;
}
