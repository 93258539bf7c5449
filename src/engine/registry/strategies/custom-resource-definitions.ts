/** CustomResourceDefinitions count their generations. After k8s.io/apiextensions-apiserver/pkg/registry/customresourcedefinition. */
import { validateDefinition } from '../apiextensions/validation';
import { validated, withGeneration, withStatus } from './status-and-generation';
import type { Strategy } from '../strategy';

export const customResourceDefinitions: Strategy = withGeneration(withStatus(validated(validateDefinition, { foreign: true })));
