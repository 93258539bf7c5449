/** Backends of beta ingresses name service and port side by side. Upstream: pkg/apis/networking/v1beta1/conversion.go */
import type { Conversion, Convertible } from './convertible';

interface OldBackend {
  readonly serviceName?: string;
  readonly servicePort?: string | number;
  readonly resource?: unknown;
}
interface Backend {
  readonly service?: { readonly name: string; readonly port?: { readonly name?: string; readonly number?: number } };
  readonly resource?: unknown;
}

function toNew({ serviceName = '', servicePort, resource }: OldBackend): Backend {
  const rest = resource === undefined ? {} : { resource };
  if (serviceName === '' && (servicePort === undefined || servicePort === 0)) return rest;
  return { service: { name: serviceName, port: typeof servicePort === 'string' ? { name: servicePort } : { number: servicePort ?? 0 } }, ...rest };
}
function toOld({ service, resource }: Backend): OldBackend {
  const rest = resource === undefined ? {} : { resource };
  if (service === undefined) return rest;
  return { serviceName: service.name, servicePort: service.port?.name ?? service.port?.number ?? 0, ...rest };
}

interface Path {
  readonly backend?: object;
}
interface Rule {
  readonly http?: { readonly paths?: readonly Path[] };
}
const withBackends = (rules: readonly Rule[], convert: (backend: object) => object): readonly Rule[] =>
  rules.map((rule) =>
    rule.http === undefined
      ? rule
      : { ...rule, http: { ...rule.http, paths: rule.http.paths?.map((path) => ({ ...path, backend: convert(path.backend ?? {}) })) ?? [] } },
  );

type Name = 'backend' | 'defaultBackend';

function converted(object: Convertible, [from, to]: readonly [Name, Name], convert: (backend: object) => object): Convertible {
  const { [from]: backend, rules, ...spec } = (object['spec'] ?? {}) as Convertible;
  return {
    ...object,
    spec: {
      ...spec,
      ...(backend !== undefined && { [to]: convert(backend as object) }),
      ...(rules !== undefined && { rules: withBackends(rules as readonly Rule[], convert) }),
    },
  };
}
const ingress: Conversion = {
  toHub: (object) => converted(object, ['backend', 'defaultBackend'], toNew),
  fromHub: (object) => converted(object, ['defaultBackend', 'backend'], toOld as (backend: object) => object),
};

export const ingresses = { 'networking.k8s.io/v1beta1 Ingress': ingress, 'extensions/v1beta1 Ingress': ingress };
