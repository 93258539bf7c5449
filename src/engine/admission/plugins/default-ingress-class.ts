/**
 * DefaultIngressClass: an Ingress without a class gets the default one.
 * Upstream: plugin/pkg/admission/network/defaultingressclass/admission.go
 */
import type { AdmissionPlugin } from '../../api/admission';
import { defaultClasses } from '../default-class';
import type { PluginContext } from '../plugin-context';
import { refused } from '../refusal';

const CLASSES = { group: 'networking.k8s.io', resource: 'ingressclasses' };
const DEFAULT = ['ingressclass.kubernetes.io/is-default-class'];
/** The class of an Ingress before there were classes. */
const OLD_CLASS = 'kubernetes.io/ingress.class';

export const createDefaultIngressClass = ({ storage, options: { version } }: PluginContext): AdmissionPlugin => ({
  name: 'DefaultIngressClass',
  handles: (operation) => operation === 'CREATE',
  admit(attributes) {
    const { object, resource, subresource } = attributes;
    if (object === undefined || resource.group !== CLASSES.group || resource.resource !== 'ingresses' || subresource !== '') return object;
    const spec = (object['spec'] ?? {}) as { readonly ingressClassName?: string };
    if (spec.ingressClassName !== undefined || object.metadata.annotations?.[OLD_CLASS] !== undefined) return object;
    const found = defaultClasses(storage.list(CLASSES), DEFAULT);
    if (found.length > 1 && !version.has('newestDefaultClass'))
      throw refused(attributes, `Internal error occurred: ${found.length} default IngressClasses were found`);
    const [chosen] = found;
    return chosen === undefined ? object : { ...object, spec: { ...spec, ingressClassName: chosen.metadata.name } };
  },
});
