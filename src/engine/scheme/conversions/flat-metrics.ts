/**
 * Metrics of autoscalers as autoscaling/v2beta1 and the annotations of autoscaling/v1 have them, each value a field of its own, and as later versions
 * have them, with the value in `target` or `current`. Fields are in the order of Go's structs. Upstream: pkg/apis/autoscaling/v1/conversion.go
 */
import { own } from '../../golang/map';
import type { Convertible } from './convertible';

const fieldsOf = (value: unknown): Convertible => (typeof value === 'object' && value !== null ? (value as Convertible) : {});
const without = (fields: Convertible): Convertible => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** What a specification and a status call the same thing: `targetAverageValue` of `target`, `currentAverageValue` of `current`. */
type Aspect = 'target' | 'current';

const valueType = (aspect: Aspect, isAverage: boolean, average: string, otherwise: string): Convertible =>
  aspect === 'current' ? {} : { type: isAverage ? average : otherwise };

const flatResource = (aspect: Aspect, { name, container, ...metric }: Convertible): Convertible => {
  const { averageUtilization, averageValue } = fieldsOf(metric[aspect]);
  const value = averageValue ?? (aspect === 'current' ? '0' : undefined);
  return without({ name, [`${aspect}AverageUtilization`]: averageUtilization, [`${aspect}AverageValue`]: value, container });
};
const nestedResource = (aspect: Aspect, { name, container, ...metric }: Convertible): Convertible => {
  const [averageUtilization, averageValue] = [metric[`${aspect}AverageUtilization`], metric[`${aspect}AverageValue`]];
  const type = valueType(aspect, averageUtilization === undefined, 'AverageValue', 'Utilization');
  return without({ name, container, [aspect]: without({ ...type, averageValue, averageUtilization }) });
};

const flatPods = (aspect: Aspect, metric: Convertible): Convertible => {
  const { name, selector } = fieldsOf(metric['metric']);
  return without({ metricName: name, [`${aspect}AverageValue`]: fieldsOf(metric[aspect])['averageValue'] ?? '0', selector });
};
const nestedPods = (aspect: Aspect, { metricName: name, selector, ...metric }: Convertible): Convertible => ({
  metric: without({ name, selector }),
  [aspect]: { ...valueType(aspect, true, 'AverageValue', ''), averageValue: metric[`${aspect}AverageValue`] },
});

const flatObject = (aspect: Aspect, { describedObject, ...metric }: Convertible): Convertible => {
  const { name, selector } = fieldsOf(metric['metric']);
  const { value = '0', averageValue } = fieldsOf(metric[aspect]);
  return without({ target: describedObject, metricName: name, [`${aspect}Value`]: value, selector, averageValue });
};
const nestedObject = (aspect: Aspect, { target: describedObject, metricName: name, selector, averageValue, ...metric }: Convertible): Convertible => ({
  describedObject,
  [aspect]: without({ ...valueType(aspect, averageValue !== undefined, 'AverageValue', 'Value'), value: metric[`${aspect}Value`], averageValue }),
  metric: without({ name, selector }),
});

const flatExternal = (aspect: Aspect, metric: Convertible): Convertible => {
  const { name, selector } = fieldsOf(metric['metric']);
  const { value, averageValue } = fieldsOf(metric[aspect]);
  const shown = value ?? (aspect === 'current' ? '0' : undefined);
  return without({ metricName: name, metricSelector: selector, [`${aspect}Value`]: shown, [`${aspect}AverageValue`]: averageValue });
};
const nestedExternal = (aspect: Aspect, { metricName: name, metricSelector: selector, ...metric }: Convertible): Convertible => {
  const [value, averageValue] = [metric[`${aspect}Value`], metric[`${aspect}AverageValue`]];
  const type = valueType(aspect, value === undefined, 'AverageValue', 'Value');
  return { metric: without({ name, selector }), [aspect]: without({ ...type, value, averageValue }) };
};

type Source = (aspect: Aspect, metric: Convertible) => Convertible;

function converted(metrics: readonly unknown[], aspect: Aspect, of: Readonly<Record<string, Source>>): readonly Convertible[] {
  return metrics.map((metric) => {
    const { type, ...sources } = fieldsOf(metric);
    const each = Object.entries(of).flatMap(([name, source]) =>
      own(sources, name) === undefined ? [] : [[name, source(aspect, fieldsOf(own(sources, name)))]],
    );
    return { type, ...(Object.fromEntries(each) as Convertible) };
  });
}

export const flatMetrics = (metrics: readonly unknown[], aspect: Aspect): readonly Convertible[] =>
  converted(metrics, aspect, { object: flatObject, pods: flatPods, resource: flatResource, containerResource: flatResource, external: flatExternal });

export const nestedMetrics = (metrics: readonly unknown[], aspect: Aspect): readonly Convertible[] =>
  converted(metrics, aspect, {
    object: nestedObject,
    pods: nestedPods,
    resource: nestedResource,
    containerResource: nestedResource,
    external: nestedExternal,
  });
