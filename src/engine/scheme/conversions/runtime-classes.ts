/** The alpha RuntimeClass has its fields in a spec. Upstream: pkg/apis/node/v1alpha1/conversion.go */
import type { Conversion, Convertible } from './convertible';

const runtimeClass: Conversion = {
  toHub: ({ spec, ...object }) => {
    const { runtimeHandler, ...rest } = (spec ?? {}) as Convertible;
    return { ...object, handler: runtimeHandler, ...rest };
  },
  fromHub: ({ handler, overhead, scheduling, ...object }) => ({ ...object, spec: { runtimeHandler: handler, overhead, scheduling } }),
};

export const runtimeClasses = { 'node.k8s.io/v1alpha1 RuntimeClass': runtimeClass };
