/**
 * The admission chain: the mutating plugins in order, later the validating ones in the same order.
 * The order is upstream's AllOrderedPlugins (pkg/kubeapiserver/options/plugins.go): a plugin that fills in a value comes
 * before those that judge it, and quota comes last because only a request that nothing else refuses may use some up.
 */
import type { Admission, AdmissionPlugin } from '../api/admission';
import type { Authorizer } from '../api/authorizer';
import type { ServerOptions } from '../api/options';
import type { Storage } from '../api/storage';
import { createDefaultTolerationSeconds } from './default-toleration-seconds';
import { inTurns } from '../golang/turns';
import { inFieldOrder } from './field-order';
import { createNamespaceLifecycle } from './namespace-lifecycle';
import { createNodeRestriction } from './node-restriction/node-restriction';
import { createPodTopologyLabels } from './pod-topology-labels';
import { createPriority } from './priority';
import { createServiceAccount } from './service-account';
import { createStorageObjectInUseProtection } from './storage-object-in-use-protection';
import { createTaintNodesByCondition } from './taint-nodes-by-condition';

interface Entry {
  readonly create: (options: ServerOptions, storage: Storage, authorizer: Authorizer) => AdmissionPlugin;
  readonly defaultOn: boolean;
}

const PLUGINS: readonly (readonly [name: string, entry: Entry])[] = [
  ['NamespaceLifecycle', { create: createNamespaceLifecycle, defaultOn: true }],
  ['ServiceAccount', { create: createServiceAccount, defaultOn: true }],
  ['NodeRestriction', { create: createNodeRestriction, defaultOn: false }],
  ['TaintNodesByCondition', { create: createTaintNodesByCondition, defaultOn: true }],
  ['Priority', { create: createPriority, defaultOn: true }],
  ['DefaultTolerationSeconds', { create: createDefaultTolerationSeconds, defaultOn: true }],
  ['StorageObjectInUseProtection', { create: createStorageObjectInUseProtection, defaultOn: true }],
  ['PodTopologyLabels', { create: createPodTopologyLabels, defaultOn: true }],
];

/** The plugins that exist so far, in their order. */
export const ADMISSION_PLUGINS: readonly string[] = PLUGINS.map(([name]) => name);

export function createAdmission(options: ServerOptions, storage: Storage, authorizer: Authorizer): Admission {
  const isEnabled = (name: string, { defaultOn }: Entry): boolean =>
    options.enableAdmissionPlugins.includes(name) || (defaultOn && !options.disableAdmissionPlugins.includes(name));
  const plugins = PLUGINS.filter(([name, entry]) => isEnabled(name, entry)).map(([, { create }]) => create(options, storage, authorizer));

  return {
    async admit(attributes) {
      let { object } = attributes;
      const given = object;
      for (const plugin of plugins) {
        if (!plugin.handles(attributes.operation) || plugin.admit === undefined) continue;
        object = await plugin.admit({ ...attributes, ...(object && { object }) });
      }
      return object === undefined || object === given ? object : inTurns(inFieldOrder(object, attributes.kind, options.version));
    },
    async validate(attributes) {
      for (const plugin of plugins) {
        if (plugin.handles(attributes.operation)) await plugin.validate?.(attributes);
      }
    },
  };
}
