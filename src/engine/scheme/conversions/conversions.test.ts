import { describeReplayed } from '../../replayed-rules.fixture';

describeReplayed('objects in another version', {
  '1.37/conversions/pod-autoscalers': {
    2: 'pod-autoscalers.ts: v1 has the use of the processor as a number',
    3: 'pod-autoscalers.ts: v2 has it as a metric',
    4: 'pod-autoscalers.ts: an autoscaler without metrics has the use of the processor',
    7: 'pod-autoscalers.ts: not where an annotation has metrics',
    9: 'pod-autoscalers.ts: which v2 has in place of the annotation',
    10: 'pod-autoscalers.ts: an annotation that cannot be read is gone',
    14: 'flat-metrics.ts: the metrics of v2 are an annotation of v1',
    20: 'flat-metrics.ts: a value of the processor is not its use',
    23: 'pod-autoscalers.ts: the behaviour is an annotation with the names of Go',
    26: 'pod-autoscalers.ts: conditions and current metrics are annotations, and the use of the processor a number',
    28: 'pod-autoscalers.ts: a list is converted item by item',
  },
  '1.20/conversions/pod-autoscalers': {
    17: 'pod-autoscalers.ts: what is stored as v1 has the use of the processor last',
    19: 'flat-metrics.ts: v2beta1 has each value as a field of its own',
    31: 'pod-autoscalers.ts: v2beta1 has the behaviour as an annotation',
    35: 'flat-metrics.ts: the current values of v2beta1',
  },
  '1.20/conversions/ingresses': {
    1: 'ingresses.ts: an old backend has a service and a port',
    4: 'ingresses.ts: a new one has the number of the port in the service',
    8: 'ingresses.ts: or its name',
    9: 'ingresses.ts: a path of an old version has a type',
    12: 'ingresses.ts: paths have backends, too',
    16: 'ingresses.ts: a backend may be a resource',
    18: 'ingresses.ts: a default backend is a backend in old versions',
    29: 'ingresses.ts: a list is converted item by item',
  },
  '1.20/conversions/runtime-classes': {
    1: 'runtime-classes.ts: the alpha version has a spec',
    4: 'runtime-classes.ts: the stable version has its fields at the top',
    6: 'runtime-classes.ts: overhead and scheduling are moved, too',
    14: 'runtime-classes.ts: and back',
  },
  '1.36/rest/events-v1': {
    2: 'events.ts: an event of the core group under other names',
    4: 'events.ts: and back',
    10: 'events.ts: a list is converted item by item',
  },
});
