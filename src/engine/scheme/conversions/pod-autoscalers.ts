/**
 * autoscaling/v1 has one metric, the use of the processor, as a number; later versions have a list of metrics.
 * Upstream: pkg/apis/autoscaling/v1/conversion.go
 */
import type { Conversion, Convertible } from './convertible';

interface Metric {
  readonly type?: string;
  readonly resource?: { readonly name?: string; readonly target?: { readonly type?: string; readonly averageUtilization?: number } };
}

const cpuMetric = (averageUtilization: unknown): unknown => ({
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } },
});
const utilizationOf = (metrics: readonly Metric[]): number | undefined =>
  metrics.find(({ type, resource }) => type === 'Resource' && resource?.name === 'cpu' && resource.target?.averageUtilization !== undefined)?.resource?.target
    ?.averageUtilization;

const autoscaler: Conversion = {
  toHub: (object) => {
    const { targetCPUUtilizationPercentage, ...spec } = (object['spec'] ?? {}) as Convertible;
    const { currentCPUUtilizationPercentage: _current, ...status } = (object['status'] ?? {}) as Convertible;
    const metrics = targetCPUUtilizationPercentage === undefined ? {} : { metrics: [cpuMetric(targetCPUUtilizationPercentage)] };
    return { ...object, spec: { ...spec, ...metrics }, status };
  },
  fromHub: (object) => {
    const { metrics, behavior: _behavior, ...spec } = (object['spec'] ?? {}) as Convertible;
    const { currentMetrics: _metrics, conditions: _conditions, ...status } = (object['status'] ?? {}) as Convertible;
    const utilization = Array.isArray(metrics) ? utilizationOf(metrics as readonly Metric[]) : undefined;
    return { ...object, spec: { ...spec, ...(utilization !== undefined && { targetCPUUtilizationPercentage: utilization }) }, status };
  },
};

export const podAutoscalers = { 'autoscaling/v1 HorizontalPodAutoscaler': autoscaler };
