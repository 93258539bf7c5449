/**
 * DefaultIngressClass: an Ingress without a class gets the default one.
 * Upstream: plugin/pkg/admission/network/defaultingressclass/admission.go
 */
import type { AdmissionPlugin } from '../../api/admission';
import { defaultClassName } from '../default-class';
import type { PluginContext } from '../plugin-context';

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
    const ingressClassName = defaultClassName(
      attributes,
      { kinds: 'IngressClasses', all: storage.list(CLASSES), annotations: DEFAULT, remark: ', only 1 allowed' },
      version,
    );
    return ingressClassName === undefined ? object : { ...object, spec: { ...spec, ingressClassName } };
  },
});
