/**
 * autoscaling/v1 has one metric, the use of the processor, as a number, and all else in annotations; later versions have lists of metrics.
 * Upstream: pkg/apis/autoscaling/v1/conversion.go and v2beta1/conversion.go
 */
import { own } from '../../golang/map';
import type { Version } from '../../versions';
import type { Conversion, Convertible } from './convertible';
import { flatMetrics, nestedMetrics } from './flat-metrics';

interface Metric {
  readonly type?: string;
  readonly resource?: {
    readonly name?: string;
    readonly target?: { readonly averageUtilization?: number };
    readonly current?: { readonly averageUtilization?: number };
  };
}

const DEFAULT_UTILIZATION = 80;
const PREFIX = 'autoscaling.alpha.kubernetes.io';
const METRICS = `${PREFIX}/metrics`;
const CURRENT_METRICS = `${PREFIX}/current-metrics`;
const CONDITIONS = `${PREFIX}/conditions`;
const BEHAVIOR = `${PREFIX}/behavior`;
const OF_OTHER_VERSIONS = new Set([METRICS, CURRENT_METRICS, CONDITIONS, BEHAVIOR]);

const fieldsOf = (value: unknown): Convertible => (typeof value === 'object' && value !== null ? (value as Convertible) : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);
const annotationsOf = (object: Convertible): Convertible => fieldsOf(fieldsOf(object['metadata'])['annotations']);

const cpuMetric = (averageUtilization: unknown): unknown => ({
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } },
});
const isCpuUse = ({ type, resource }: Metric): boolean =>
  type === 'Resource' && resource?.name === 'cpu' && typeof resource.target?.averageUtilization === 'number';

/** What an annotation holds; undefined where it is not JSON, as upstream leaves it out then. */
function readAnnotation(object: Convertible, name: string): unknown {
  const text = own(annotationsOf(object), name);
  try {
    return typeof text === 'string' ? (JSON.parse(text) as unknown) : undefined;
  } catch {
    return undefined;
  }
}

function listIn(object: Convertible, name: string): readonly unknown[] | undefined {
  const value = readAnnotation(object, name);
  return Array.isArray(value) ? (value as readonly unknown[]) : undefined;
}

/** The object with these annotations beside those of the client, in their order. */
function withAnnotations(object: Convertible, more: Convertible): Convertible {
  const { annotations: _, ...metadata } = fieldsOf(object['metadata']);
  const kept = Object.entries(annotationsOf(object)).filter(([name]) => !OF_OTHER_VERSIONS.has(name));
  const all = [...kept, ...Object.entries(more)].filter(([, value]) => value !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...object, metadata: { ...metadata, ...(all.length > 0 && { annotations: Object.fromEntries(all) }) } };
}

const RULES = ['scaleUp', 'scaleDown'] as const;
const RULE_FIELDS = ['stabilizationWindowSeconds', 'selectPolicy', 'policies'] as const;
const inGo = (field: string): string => field.charAt(0).toUpperCase() + field.slice(1);
const inJson = (field: string): string => field.charAt(0).toLowerCase() + field.slice(1);

/** Upstream writes its own form into the annotation: fields by their Go names. */
function behaviorInGo(behavior: Convertible, version: Version): string {
  const fields = version.has('autoscalerTolerance') ? [...RULE_FIELDS, 'tolerance'] : RULE_FIELDS;
  const policyInGo = (policy: unknown): object => Object.fromEntries(Object.entries(fieldsOf(policy)).map(([field, value]) => [inGo(field), value]));
  const rulesInGo = (rules: Convertible): object =>
    Object.fromEntries(fields.map((field) => [inGo(field), field === 'policies' ? listOf(own(rules, field)).map(policyInGo) : (own(rules, field) ?? null)]));
  return JSON.stringify(Object.fromEntries(RULES.map((rule) => [inGo(rule), behavior[rule] === undefined ? null : rulesInGo(fieldsOf(behavior[rule]))])));
}

function inJsonNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inJsonNames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([field, item]) => (item === null ? [] : [[inJson(field), inJsonNames(item)]])));
}

function behaviorIn(object: Convertible): Convertible {
  const behavior = inJsonNames(readAnnotation(object, BEHAVIOR)) as Convertible | undefined;
  return behavior === undefined || Object.keys(fieldsOf(behavior)).length === 0 ? {} : { behavior };
}

const autoscaler: Conversion = {
  toHub: (object) => {
    const { targetCPUUtilizationPercentage: percentage, ...spec } = fieldsOf(object['spec']);
    const { currentCPUUtilizationPercentage: current, ...status } = fieldsOf(object['status']);
    const metrics = [...nestedMetrics(listIn(object, METRICS) ?? [], 'target'), ...(percentage === undefined ? [] : [cpuMetric(percentage)])];
    const currentMetrics = listIn(object, CURRENT_METRICS);
    const conditions = listIn(object, CONDITIONS);
    const ofCpu = { type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: current } } };
    return withAnnotations(
      {
        ...object,
        spec: { ...spec, metrics: metrics.length === 0 ? [cpuMetric(DEFAULT_UTILIZATION)] : metrics, ...behaviorIn(object) },
        status: {
          ...status,
          ...(current !== undefined && { currentMetrics: [ofCpu] }),
          ...(currentMetrics && { currentMetrics: nestedMetrics(currentMetrics, 'current') }),
          ...(conditions && { conditions }),
        },
      },
      {},
    );
  },
  fromHub: (object, version) => {
    const { metrics, behavior, ...spec } = fieldsOf(object['spec']);
    const { currentMetrics, conditions, ...status } = fieldsOf(object['status']);
    const all = listOf(metrics) as readonly Metric[];
    const percentage = all.find(isCpuUse)?.resource?.target?.averageUtilization;
    const others = all.filter((metric) => !isCpuUse(metric));
    const ofCpu = (listOf(currentMetrics) as readonly Metric[]).filter(({ type, resource }) => type === 'Resource' && resource?.name === 'cpu');
    const current = ofCpu.flatMap(({ resource }) => resource?.current?.averageUtilization ?? []).at(-1);
    const written = (items: readonly unknown[]): string | undefined => (items.length === 0 ? undefined : JSON.stringify(items));
    return withAnnotations(
      {
        ...object,
        spec: { ...spec, ...(percentage !== undefined && { targetCPUUtilizationPercentage: percentage }) },
        status: { ...status, ...(current !== undefined && { currentCPUUtilizationPercentage: current }) },
      },
      {
        [METRICS]: written(flatMetrics(others, 'target')),
        [CURRENT_METRICS]: written(flatMetrics(listOf(currentMetrics), 'current')),
        [CONDITIONS]: written(listOf(conditions)),
        [BEHAVIOR]: behavior === undefined || behavior === null ? undefined : behaviorInGo(fieldsOf(behavior), version),
      },
    );
  },
};

const flat: Conversion = {
  toHub: (object) => {
    const [spec, status] = [fieldsOf(object['spec']), fieldsOf(object['status'])];
    return withAnnotations(
      {
        ...object,
        spec: { ...spec, ...(Array.isArray(spec['metrics']) && { metrics: nestedMetrics(listOf(spec['metrics']), 'target') }), ...behaviorIn(object) },
        status: { ...status, ...(Array.isArray(status['currentMetrics']) && { currentMetrics: nestedMetrics(listOf(status['currentMetrics']), 'current') }) },
      },
      {},
    );
  },
  fromHub: (object, version) => {
    const { behavior, ...spec } = fieldsOf(object['spec']);
    const status = fieldsOf(object['status']);
    return withAnnotations(
      {
        ...object,
        spec: { ...spec, ...(Array.isArray(spec['metrics']) && { metrics: flatMetrics(listOf(spec['metrics']), 'target') }) },
        status: { ...status, ...(Array.isArray(status['currentMetrics']) && { currentMetrics: flatMetrics(listOf(status['currentMetrics']), 'current') }) },
      },
      { [BEHAVIOR]: behavior === undefined || behavior === null ? undefined : behaviorInGo(fieldsOf(behavior), version) },
    );
  },
};

/** An autoscaler of v1 as it is after it was stored: what its annotations say is read, and what they say wrongly is gone. */
export const storedInV1 = (object: Convertible, version: Version): Convertible => autoscaler.fromHub(autoscaler.toHub(object), version);

/** Where autoscalers are stored as v1 the use of the processor is behind all other metrics. */
export function withCpuLast<T extends Convertible>(object: T): T {
  const spec = fieldsOf(object['spec']);
  const metrics = listOf(spec['metrics']) as readonly Metric[];
  const first = metrics.find(isCpuUse);
  return first === undefined ? object : { ...object, spec: { ...spec, metrics: [...metrics.filter((metric) => metric !== first), first] } };
}

export const podAutoscalers = { 'autoscaling/v1 HorizontalPodAutoscaler': autoscaler, 'autoscaling/v2beta1 HorizontalPodAutoscaler': flat };
