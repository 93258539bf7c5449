/** ControllerRevisions. After k8s.io/kubernetes/pkg/registry/apps/controllerrevision. */
import type { Strategy } from '../../../generic/strategy';
import { validateControllerRevision } from './validation';

export const controllerRevisions: Strategy = { validate: validateControllerRevision };
