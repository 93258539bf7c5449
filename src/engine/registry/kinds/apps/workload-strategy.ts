/** What workloads have in common: a status, a generation, and a selector that stays. After k8s.io/kubernetes/pkg/registry/apps. */
import { hostNameWarnings, templateWarnings } from '../core/pod/warnings';
import type { KubeObject } from '../../../api/objects';
import type { FieldError } from '../../../errors/field-error';
import type { Turns } from '../../../golang/turns';
import type { Version } from '../../../versions';
import type { RegistryContext } from '../../generic/context';
import { selectorPrinted } from '../../generic/metadata/go-printed';
import { withGeneration, withStatus } from '../../generic/status-and-generation';
import { immutable } from '../../generic/validation/immutable';
import type { Strategy } from '../../generic/strategy';
import type { Selector } from '../core/pod/template-labels';

interface WorkloadSpec {
  readonly selector?: Selector | Readonly<Record<string, string>> | null;
  readonly template?: object;
}

export const specOf = (object: KubeObject): WorkloadSpec => (object['spec'] ?? {}) as WorkloadSpec;

type Validate = (object: KubeObject, context: RegistryContext) => Turns<readonly FieldError[]>;

type ValidateChange = (object: KubeObject, old: KubeObject, version: Version) => readonly FieldError[];

const validateSelectorStays: ValidateChange = (object, old, version) => {
  const [after, before] = [specOf(object).selector ?? {}, specOf(old).selector ?? {}];
  return immutable(after, before, 'spec.selector', selectorPrinted(after, version));
};

export const workload = (validate: Validate, own: Strategy = {}, validateChange = validateSelectorStays, isValidatedTwice = false): Strategy =>
  withGeneration(
    withStatus({
      ...own,
      validate,
      validateUpdate: function* (object, old, context) {
        const { version } = context.options;
        const errors = yield* validate(object, context);
        return [...(isValidatedTwice && version.has('updatesValidatedTwice') ? errors : []), ...errors, ...validateChange(object, old, version)];
      },
    }),
  );

/** Warnings about the template of a workload, where its generation shows that something has changed; of a new one about its name too. */
export const workloadWarnings =
  (namesHosts: boolean): NonNullable<Strategy['warnings']> =>
  (object, version, old) => {
    if (old !== undefined && old.metadata.generation === object.metadata.generation) return [];
    const ofName = namesHosts && old === undefined ? hostNameWarnings(object, 'Pod names and hostnames', version) : [];
    return [...ofName, ...templateWarnings(specOf(object).template, 'spec.template', version)];
  };

/** Reports whether a client speaks one of the versions: orphansDependents of a strategy. */
export const isOneOf =
  (...versions: readonly string[]) =>
  (apiVersion: string): boolean =>
    versions.includes(apiVersion);
