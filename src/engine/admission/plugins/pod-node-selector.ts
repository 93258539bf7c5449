/**
 * PodNodeSelector: pods run on the nodes that are for their namespace. The annotation of a namespace names labels of nodes, or else
 * the configuration of the plugin does; a pod gets them, and may not contradict them. Labels that the configuration has for a
 * namespace are the only ones that its pods may ask for.
 * Upstream: plugin/pkg/admission/podnodeselector/admission.go
 */
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import { keyProblem, valueProblem } from '../../apimachinery/selectors/label-selector';
import type { KubeObject } from '../../api/objects';
import { TypeTable } from '../../catalog/types';
import { inKeyOrder, own } from '../../golang/map';
import { forbidden, notFound, plainError } from '../../errors/status-error';
import type { Version } from '../../versions';
import { readUnversioned } from '../configuration/unversioned';
import { NAMESPACES } from '../namespaces';
import type { PluginContext } from '../plugin-context';
import { isPod, podSpec, withPodSpec } from '../pod';

type Labels = Readonly<Record<string, string>>;

const ANNOTATION = 'scheduler.alpha.kubernetes.io/node-selector';
const OF_CLUSTER = 'clusterDefaultNodeSelector';
const TYPES = new TypeTable({ 'podnodeselector.pluginConfig': { podNodeSelectorPluginConfig: 'PodNodeSelectorPluginConfig map[string]string' } });

/** What cannot be read counts for nothing. */
function selectorsIn(text: string | undefined): Labels {
  if (text === undefined) return {};
  try {
    const { value } = readUnversioned(text, TYPES, 'podnodeselector.pluginConfig');
    return (value as unknown as { readonly podNodeSelectorPluginConfig: Labels | null } | null)?.podNodeSelectorPluginConfig ?? {};
  } catch {
    return {};
  }
}

/** Labels written as key=value, with commas between them. */
function labelsIn(selector: string, version: Version): Labels {
  if (selector === '') return {};
  const labels = selector.split(',').map((text) => {
    const parts = text.split('=');
    if (parts.length !== 2) throw plainError(`invalid selector: [${parts.join(' ')}]`);
    const [key = '', value = ''] = parts.map((part) => part.trim());
    const problem = keyProblem(key, version) ?? valueProblem(key, value, version);
    if (problem !== undefined) throw plainError(problem);
    return [key, value] as const;
  });
  return Object.fromEntries(labels);
}

const contradicts = (one: Labels, other: Labels): boolean => Object.entries(one).some(([key, value]) => (own(other, key) ?? value) !== value);
const isWithin = (labels: Labels, allowed: Labels): boolean =>
  Object.keys(allowed).length === 0 || Object.entries(labels).every(([key, value]) => own(allowed, key) === value);

export const createPodNodeSelector = ({ configuration, storage, options: { version } }: PluginContext): AdmissionPlugin => {
  const selectors = selectorsIn(configuration);
  const selectorOf = (name: string): Labels => {
    const namespace = storage.get(NAMESPACES, '', name);
    if (namespace === undefined) throw notFound(NAMESPACES, name);
    return labelsIn(own(namespace.metadata.annotations ?? {}, ANNOTATION) ?? own(selectors, OF_CLUSTER) ?? '', version);
  };
  const check = ({ namespace, resource }: AdmissionAttributes, pod: KubeObject): void => {
    const wanted = podSpec(pod).nodeSelector ?? {};
    const refusal = (why: string): Error => forbidden(resource, pod.metadata.name ?? '', why);
    if (contradicts(selectorOf(namespace), wanted)) throw refusal('pod node label selector conflicts with its namespace node label selector');
    if (!isWithin(wanted, labelsIn(own(selectors, namespace) ?? '', version)))
      throw refusal('pod node label selector labels conflict with its namespace whitelist');
  };
  return {
    name: 'PodNodeSelector',
    handles: (operation) => operation === 'CREATE',
    admit(attributes) {
      const { object, namespace } = attributes;
      if (object === undefined || !isPod(attributes)) return object;
      const spec = podSpec(object);
      const selector = selectorOf(namespace);
      const isAgainst = contradicts(selector, spec.nodeSelector ?? {});
      const nodeSelector = inKeyOrder({ ...selector, ...spec.nodeSelector });
      const pod = isAgainst || Object.keys(nodeSelector).length === 0 ? object : withPodSpec(object, { ...spec, nodeSelector });
      check(attributes, pod);
      return pod;
    },
    validate(attributes) {
      if (attributes.object !== undefined && isPod(attributes)) check(attributes, attributes.object);
    },
  };
};
