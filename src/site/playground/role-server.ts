/**
 * A server of roles and bindings that runs in a browser: the registry of the API server with the kinds that decide about access, and nothing
 * around it, because only the administrator asks.
 */
import type { RoleServer } from '../../analysis/taken-objects';
import type { ApiRequest } from '../../engine/api/http';
import type { GroupResource } from '../../engine/api/objects';
import type { HandlerResult } from '../../engine/api/registry';
import { NOT_AUDITED } from '../../engine/audit/not-audited';
import { LOOPBACK_USER } from '../../engine/authentication/loopback-token';
import { StatusError } from '../../engine/errors/status-error';
import { table } from '../../engine/golang/map';
import { RBAC_GROUP } from '../../engine/rbac/objects';
import { baseOf } from '../../engine/registry/bootstrap/base';
import type { RegistryContext } from '../../engine/registry/generic/context';
import { handleResource } from '../../engine/registry/generic/handle-resource';
import type { Strategy } from '../../engine/registry/generic/strategy';
import { namespaces } from '../../engine/registry/kinds/core/namespace/strategy';
import { rbacStrategies } from '../../engine/registry/kinds/rbac/strategies';
import { requestInfoOf } from '../../engine/request-info/request-info';
import { warningHeaders } from '../../engine/response/warning';
import { Scheme } from '../../engine/scheme/scheme';
import type { Version } from '../../engine/versions';

const STRATEGIES = table<Strategy>({
  '/namespaces': namespaces,
  ...Object.fromEntries(Object.entries(rbacStrategies).map(([resource, strategy]) => [`${RBAC_GROUP}/${resource}`, strategy])),
});

const KINDS = {
  kindOf: ({ group, resource }: GroupResource) => ({ strategy: STRATEGIES[`${group}/${resource}`] ?? {} }),
  reviewHandler: () => undefined,
};

/** As a server with --authorization-mode=RBAC and no other flags. Namespaces and roles ask for nothing else of it. */
const contextOf = (version: Version): RegistryContext =>
  ({
    options: { version, runtimeConfig: {}, featureGates: {} },
    storage: baseOf({ version, authorizationMode: ['RBAC'] }).fork(),
    scheme: Scheme.of(version),
    authorizer: { name: 'administrator', authorize: () => ({ decision: 'Allow', reason: '' }) },
    admission: { metrics: () => '', admit: ({ object }) => object, validate: () => undefined },
  }) as Pick<RegistryContext, 'storage' | 'scheme' | 'authorizer' | 'admission'> as RegistryContext;

async function handled(request: ApiRequest, context: RegistryContext, warnings: string[]): Promise<HandlerResult> {
  const { info, query } = requestInfoOf(request, context.options.version);
  return handleResource({ request, info, query, user: LOOPBACK_USER, warnings, audit: NOT_AUDITED }, context, KINDS);
}

export function roleServer(version: Version): RoleServer {
  const context = contextOf(version);
  return {
    storage: context.storage,
    async send(request) {
      const warnings: string[] = [];
      const answer = await handled(request, context, warnings).catch((error: unknown) => {
        if (error instanceof StatusError) return error;
        throw error;
      });
      const headers = { Warning: warningHeaders(warnings) };
      if (answer instanceof StatusError) return { status: answer.code, headers, body: JSON.stringify({ message: answer.message }) };
      return { status: 'status' in answer ? answer.status : 200, headers, body: 'object' in answer ? JSON.stringify(answer.object) : '{}' };
    },
  };
}
