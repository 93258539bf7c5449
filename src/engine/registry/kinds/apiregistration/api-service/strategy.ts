/** APIServices. After k8s.io/kube-aggregator/pkg/registry/apiservice. */
import { nameIsPathSegment } from '../../../../apimachinery/names';
import { validated, withStatus } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';
import { keepAvailability, withLocalCondition } from './availability';
import { validateApiService } from './validation';

const registered = withStatus(validated(validateApiService, { foreign: true, validateName: nameIsPathSegment }));

export const apiServices: Strategy = {
  ...registered,
  prepareForCreate: (object, call, context) => withLocalCondition(registered.prepareForCreate?.(object, call, context) ?? object),
  stored: (_object, _old, context) => keepAvailability(context),
};
