/** Endpoints, which anyone who may update may create. After k8s.io/kubernetes/pkg/registry/core/endpoint. */
import type { Strategy } from '../strategy';

export const endpoints: Strategy = {
  allowCreateOnUpdate: true,
};
