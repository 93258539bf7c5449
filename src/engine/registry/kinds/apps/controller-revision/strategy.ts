/** ControllerRevisions. After k8s.io/kubernetes/pkg/registry/apps/controllerrevision. */
import type { Strategy } from '../../../generic/strategy';
import { validateControllerRevision, validateControllerRevisionUpdate } from './validation';

export const controllerRevisions: Strategy = { validate: validateControllerRevision, validateUpdate: validateControllerRevisionUpdate };
