/**
 * Serves the resources that CustomResourceDefinitions define, once their names are accepted. What no definition has is left to others.
 * After k8s.io/apiextensions-apiserver/pkg/apiserver/customresource_handler.go.
 */
import type { Admission, AdmissionAttributes } from '../../api/admission';
import type { Call, CustomShape, Handler, HandlerResult } from '../../api/registry';
import { forbidden, methodNotSupported, notFound } from '../../errors/status-error';
import { own, inKeyOrder } from '../../golang/map';
import { negotiate, notAcceptable } from '../../response/negotiation/media-type';
import { unsupportedMediaType } from '../../scheme/media-types';
import { answered } from '../generic/conversion';
import type { RegistryContext } from '../generic/context';
import { customShape } from './columns';
import { GENERIC } from '../generic/generic-verbs';
import { installedResources } from '../generic/installed-resources';
import type { Handle, Kind } from '../generic/kind';
import { listOptions } from '../generic/list-options';
import { receiveBody } from '../generic/request-body';
import { contentType, type RequestScope } from '../generic/request-scope';
import type { ServedResource } from '../generic/resource';
import { subresourceHandler } from '../generic/subresources';
import type { Action } from '../generic/route';
import { watch } from '../generic/watch';
import { withinDeadline } from '../generic/write-deadline';
import { APPLY_PATCH } from '../generic/write-options';
import { preferred } from './version-order';
import { asDefinition, DEFINITIONS, isTrue, servedVersion, storageVersion, type DefinedVersion, type Definition } from './definition';
import { CustomScheme } from './custom-scheme';
import { customKind } from './kind';

const PATCH_TYPES = ['application/json-patch+json', 'application/merge-patch+json', APPLY_PATCH];

const ACTIONS: Readonly<Record<string, Action>> = {
  get: 'get',
  list: 'list',
  watch: 'watch',
  create: 'create',
  update: 'update',
  patch: 'patch',
  delete: 'delete',
  deletecollection: 'deletecollection',
};
const OF_SUBRESOURCES: readonly Action[] = ['get', 'update', 'patch'];
const MANY = ['list', 'watch'];

interface Served {
  readonly definition: Definition;
  readonly defined: DefinedVersion;
}

/** The definition that a request is about. */
function servedBy({ info }: Call, { options, storage }: RegistryContext): Served | undefined {
  const { apiGroup, apiVersion, resource, namespace, verb } = info;
  if (!info.isResourceRequest || apiGroup === '' || installedResources(options).has(`${apiGroup}/${apiVersion}`)) return undefined;
  const found = storage.get(DEFINITIONS, '', `${resource}.${apiGroup}`);
  if (found === undefined) return undefined;
  const definition = asDefinition(found);
  const isNamespaced = definition.spec.scope === 'Namespaced';
  const defined = servedVersion(definition, apiVersion);
  if (defined === undefined || (!isNamespaced && namespace !== '') || (isNamespaced && namespace === '' && !MANY.includes(verb))) return undefined;
  return isTrue(definition, 'NamesAccepted') || isTrue(definition, 'Established') ? { definition, defined } : undefined;
}

function deprecationOf({ spec }: Definition, { name, deprecated, deprecationWarning }: DefinedVersion): string | undefined {
  if (deprecated !== true) return undefined;
  if (deprecationWarning !== undefined) return deprecationWarning;
  const newer = spec.versions.filter((version) => version.served && version.deprecated !== true && preferred(version.name, name) < 0);
  const [best] = newer.map((version) => version.name).sort(preferred);
  const { kind } = spec.names;
  return `${spec.group}/${name} ${kind} is deprecated${best === undefined ? '' : `; use ${spec.group}/${best} ${kind}`}`;
}

function resourceOf({ spec }: Definition, { name }: DefinedVersion, version: string): ServedResource {
  const { group, names, scope } = spec;
  return {
    ...{ group, version: name, resource: names.plural, kind: { group, version: name, kind: names.kind }, namespaced: scope === 'Namespaced' },
    stored: { group, resource: names.plural, kind: { group, version, kind: names.kind } },
  };
}

/** A custom resource has no protobuf. */
function checkAccept({ request }: Call): void {
  if (negotiate(request, 'resource', ['json', 'yaml']) === undefined)
    throw notAcceptable(['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf']);
}

function handlerOf(scope: RequestScope, { defined }: Served, kind: Kind): Handle {
  const { call, subresource, resource, name } = scope;
  const action = own(ACTIONS, call.info.verb);
  const has = subresource === '' || (subresource === 'status' ? defined.subresources?.status : subresource === 'scale' && defined.subresources?.scale);
  if (has === undefined || has === false) throw notFound(resource, name);
  const isServed = action !== undefined && (subresource === '' || OF_SUBRESOURCES.includes(action));
  const handle = !isServed ? undefined : subresource === '' ? GENERIC[action] : subresourceHandler(kind, subresource, action);
  if (handle === undefined) throw methodNotSupported(resource, call.info.verb);
  const [type = ''] = contentType(scope).split(';');
  if (action === 'patch' && !PATCH_TYPES.includes(type.trim())) throw unsupportedMediaType(PATCH_TYPES);
  return call.info.verb === 'watch' && call.query.get('watch') === null ? (wanted) => watch(wanted, listOptions(wanted, true)) : handle;
}

/** The keys of a list are in order, and its items say what they are. */
function inOrder(answer: HandlerResult, scope: RequestScope, custom: CustomShape): HandlerResult {
  if ('object' in answer) return answer.object.kind === scope.resource.kind.kind ? { ...answer, custom } : answer;
  if ('watch' in answer) return { ...answer, custom };
  if (!('collection' in answer)) return answer;
  const { fields, objects } = answer.collection;
  const metadata = inKeyOrder({ continue: '', ...fields.metadata });
  const { apiVersion = '', kind = '' } = fields;
  return {
    ...answer,
    custom,
    collection: { fields: { apiVersion, kind, metadata }, last: ['kind', 'metadata'], objects, item: (object) => answered(scope, object) },
  };
}

/** Admits nothing new: the definition is on its way out. */
function closed(admission: Admission): Admission {
  const check = ({ operation, resource, name }: AdmissionAttributes): void => {
    if (operation === 'CREATE') throw forbidden(resource, name, 'create not allowed while custom resource definition is terminating');
  };
  return {
    metrics: () => admission.metrics(),
    admit: (attributes) => {
      check(attributes);
      return admission.admit(attributes);
    },
    validate: (attributes) => {
      check(attributes);
      return admission.validate(attributes);
    },
  };
}

async function serve(call: Call, context: RegistryContext, served: Served): Promise<HandlerResult> {
  const { definition, defined } = served;
  const { info, request, warnings, audit } = call;
  const warning = deprecationOf(definition, defined);
  if (warning !== undefined) {
    warnings.push(warning);
    audit.annotate('k8s.io/deprecated', 'true');
  }
  const scheme = CustomScheme.for(definition, context.options.version);
  const kind = customKind(definition, defined, scheme, call, context);
  const scope: RequestScope = {
    ...{ call, namespace: info.namespace, name: info.name, subresource: info.subresource },
    context: { ...context, scheme, admission: isTrue(definition, 'Terminating') ? closed(context.admission) : context.admission },
    resource: { ...resourceOf(definition, defined, storageVersion(definition)), strategy: kind.strategy ?? {} },
  };
  const handle = handlerOf(scope, served, kind);
  checkAccept(call);
  await receiveBody(request);
  return inOrder(await withinDeadline(call, context.options.version, () => handle(scope)), scope, customShape(defined, context.options.version));
}

/** `objectsGone` runs where the definition of an object that may be gone is waiting for its objects. */
export const createCustomResources = (context: RegistryContext, objectsGone: (call: Call, context: RegistryContext) => Promise<void>): Handler => ({
  async handle(call) {
    const served = servedBy(call, context);
    if (served === undefined) return undefined;
    const answer = await serve(call, context, served);
    if (call.request.method !== 'GET' && isTrue(served.definition, 'Terminating')) await objectsGone(call, context);
    return answer;
  },
});
