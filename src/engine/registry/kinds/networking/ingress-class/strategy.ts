/** IngressClasses. After k8s.io/kubernetes/pkg/registry/networking/ingressclass and pkg/apis/networking/validation. */
import { immutable } from '../../../generic/validation/immutable';
import type { KubeObject } from '../../../../api/objects';
import { dnsSubdomain } from '../../../../apimachinery/names';
import { forbiddenField, invalidValue, required } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { complaints, isEmpty, oneOf, optional, when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { typedReference } from '../../../generic/validation/references';
import { withGeneration } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';

interface IngressClassSpec {
  readonly controller?: string;
  readonly parameters?: { readonly apiGroup?: string; readonly kind?: string; readonly name?: string; readonly scope?: string; readonly namespace?: string };
}

function validateController(controller: string, at: string): Errors {
  if (controller === '') return [required(at)];
  const slash = controller.indexOf('/');
  const [domain, path] = [controller.slice(0, Math.max(slash, 0)), controller.slice(slash + 1)];
  if (slash < 1 || path === '') return [invalidValue(at, controller, 'must be a domain-prefixed path (such as "acme.io/foo")')];
  return [
    ...complaints(domain, at, dnsSubdomain(domain)),
    ...when(!/^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(path), () =>
      invalidValue(at, path, "Invalid path (regex used for validation is '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')"),
    ),
  ];
}

function validateIngressClass(object: KubeObject, { options }: RegistryContext): Errors {
  const { controller = '', parameters } = givenFields<IngressClassSpec>(object['spec']);
  const at = 'spec.parameters';
  return [
    ...when(controller.length > 250, () => ({
      reason: 'FieldValueTooLong' as const,
      field: 'spec.controller',
      body: 'Too long: may not be more than 250 bytes',
    })),
    ...validateController(controller, 'spec.controller'),
    ...optional(parameters, (reference) => {
      const { scope, namespace } = reference;
      return [
        ...typedReference(reference, at, options.version),
        ...(options.version.has('ingressClassScopes')
          ? [
              ...(scope === undefined ? [required(`${at}.scope`)] : oneOf(scope, `${at}.scope`, ['Cluster', 'Namespace'])),
              ...when(scope === 'Namespace' && isEmpty(namespace), () => required(`${at}.namespace`, "`parameters.scope` is set to 'Namespace'")),
              ...when(scope === 'Cluster' && namespace !== undefined, () => forbiddenField(`${at}.namespace`, "`parameters.scope` is set to 'Cluster'")),
            ]
          : []),
      ];
    }),
  ];
}

const controllerOf = ({ spec }: KubeObject): string => givenFields<IngressClassSpec>(spec).controller ?? '';

export const ingressClasses: Strategy = withGeneration({
  validate: validateIngressClass,
  validateUpdate: (object, old, context) => [
    ...immutable(controllerOf(object), controllerOf(old), 'spec.controller'),
    ...validateIngressClass(object, context),
  ],
});
