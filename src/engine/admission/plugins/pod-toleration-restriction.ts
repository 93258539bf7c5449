/**
 * PodTolerationRestriction: what taints the pods of a namespace tolerate. A pod gets the tolerations that the annotation of its
 * namespace names, or else the configuration of the plugin; and it may tolerate no more than a list that is found in the same way.
 * A pod that asks for resources tolerates nodes that are short of memory.
 * Upstream: plugin/pkg/admission/podtolerationrestriction/admission.go
 */
import type { Toleration } from 'kubernetes-types/core/v1';
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import { catalogOf } from '../../catalog/catalog';
import { TypeTable } from '../../catalog/types';
import { own } from '../../golang/map';
import { atOnce } from '../../golang/turns';
import { validateTolerations } from '../../registry/kinds/core/pod/scheduling';
import { qosClass } from '../../registry/kinds/core/pod/qos-class';
import { notFound, plainError } from '../../errors/status-error';
import { decodeByScheme, type ConfigurationScheme } from '../../scheme/configuration-scheme';
import { Decoder } from '../../scheme/decode/decoder';
import { Problems } from '../../scheme/decode/problems';
import { parseJson } from '../../scheme/json/parse';
import type { Version } from '../../versions';
import { NAMESPACES } from '../namespaces';
import type { PluginContext } from '../plugin-context';
import { isPod, podSpec, withPodSpec } from '../pod';
import { areAllCovered, mergedTolerations } from '../tolerations';

interface Configuration {
  readonly default?: readonly Toleration[];
  readonly whitelist?: readonly Toleration[];
}

const DEFAULTS = 'scheduler.alpha.kubernetes.io/defaultTolerations';
const WHITELIST = 'scheduler.alpha.kubernetes.io/tolerationsWhitelist';
const SHORT_OF_MEMORY: Toleration = { key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule' };

const SCHEME: ConfigurationScheme = {
  origin: 'k8s.io/kubernetes/plugin/pkg/admission/podtolerationrestriction/config.go:33',
  isStrict: false,
  types: new TypeTable({
    'meta/v1.TypeMeta': { kind: 'Kind string omitempty', apiVersion: 'APIVersion string omitempty' },
    'podtolerationrestriction/v1alpha1.Configuration': {
      '+TypeMeta': 'meta/v1.TypeMeta',
      default: 'Default []core/v1.Toleration omitempty',
      whitelist: 'Whitelist []core/v1.Toleration omitempty',
    },
    'core/v1.Toleration': {
      key: 'Key string omitempty',
      operator: 'Operator core/v1.TolerationOperator omitempty',
      value: 'Value string omitempty',
      effect: 'Effect core/v1.TaintEffect omitempty',
      tolerationSeconds: 'TolerationSeconds *int64 omitempty',
    },
    'core/v1.TolerationOperator': 'string',
    'core/v1.TaintEffect': 'string',
  }),
  kinds: { 'podtolerationrestriction.admission.k8s.io/v1alpha1 Configuration': 'podtolerationrestriction/v1alpha1.Configuration' },
};

function configurationIn(text: string | undefined, version: Version): Configuration {
  if (text === undefined) return {};
  const configuration = decodeByScheme(text, SCHEME, version).value as Configuration;
  const errors = [
    ...atOnce(validateTolerations(configuration.default, 'podtolerationrestriction.default', version)),
    ...atOnce(validateTolerations(configuration.whitelist, 'podtolerationrestriction.whitelist', version)),
  ];
  if (errors.length > 0) throw new Error(`invalid config: [${errors.map(({ field, body }) => `${field}: ${body}`).join(' ')}]`);
  return configuration;
}

/** An annotation that is there and empty names no tolerations, instead of leaving it to the configuration. */
function tolerationsIn(text: string | undefined, version: Version): readonly Toleration[] | undefined {
  if (text === undefined) return undefined;
  if (text === '') return [];
  const { types } = catalogOf(version.name);
  const problems = new Problems();
  try {
    const read = new Decoder(types, { anyCase: true }).decode(parseJson(text), types.typeOf('[]core/v1.Toleration'), problems);
    if (problems.first !== undefined) throw problems.first;
    return (read ?? []) as unknown as readonly Toleration[];
  } catch (error) {
    throw plainError((error as Error).message);
  }
}

const qosClassOf = (pod: KubeObject): string => (pod['status'] as { readonly qosClass?: string } | undefined)?.qosClass ?? qosClass(pod);

export const createPodTolerationRestriction = ({ configuration: text, storage, options: { version } }: PluginContext): AdmissionPlugin => {
  const configuration = configurationIn(text, version);
  const ofNamespace = (name: string, annotation: string): readonly Toleration[] | undefined => {
    const namespace = storage.get(NAMESPACES, '', name);
    if (namespace === undefined) throw notFound(NAMESPACES, name);
    return tolerationsIn(own(namespace.metadata.annotations ?? {}, annotation), version);
  };
  const check = ({ namespace }: AdmissionAttributes, pod: KubeObject): void => {
    const { tolerations = [] } = podSpec(pod);
    if (tolerations.length === 0) return;
    const own = ofNamespace(namespace, WHITELIST);
    const whitelist = own ?? configuration.whitelist ?? [];
    if (areAllCovered(tolerations, whitelist)) return;
    const whose = own === undefined ? 'cluster' : 'namespace';
    throw plainError(`pod tolerations (possibly merged with namespace default tolerations) conflict with its ${whose} whitelist`);
  };
  return {
    name: 'PodTolerationRestriction',
    handles: (operation) => operation === 'CREATE' || operation === 'UPDATE',
    admit(attributes) {
      const { object, operation, namespace } = attributes;
      if (object === undefined || !isPod(attributes)) return object;
      const added = [
        ...(operation === 'CREATE' ? (ofNamespace(namespace, DEFAULTS) ?? configuration.default ?? []) : []),
        ...(qosClassOf(object) === 'BestEffort' ? [] : [SHORT_OF_MEMORY]),
      ];
      const spec = podSpec(object);
      const pod = added.length === 0 ? object : withPodSpec(object, { ...spec, tolerations: mergedTolerations(spec.tolerations, added) });
      check(attributes, pod);
      return pod;
    },
    validate(attributes) {
      if (attributes.object !== undefined && isPod(attributes)) check(attributes, attributes.object);
    },
  };
};
