/** Endpoints, which anyone who may update may create. After k8s.io/kubernetes/pkg/registry/core/endpoint. */
import { keepAvailability } from '../../apiregistration/api-service/availability';
import { validateEndpoints } from '../service/validation';
import { validated } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';

export const endpoints: Strategy = validated(validateEndpoints, {
  allowCreateOnUpdate: true,
  stored: (_object, _old, context) => keepAvailability(context),
});
