/**
 * What a node may do with the resources that rules alone cannot say it for. Each function answers that the request is
 * allowed, that it is refused and why, or that the object which it names has to belong to the node.
 */
import type { ResourceAttributes } from '../../api/attributes';
import { quote } from '../../golang/quote';
import type { Version } from '../../versions';

export type Access = 'allowed' | 'related' | { readonly refused: string };
export type AccessRule = (attributes: ResourceAttributes, node: string) => Access;

const LEASE_NAMESPACE = 'kube-node-lease';
const refused = (why = ''): Access => ({ refused: why });

const related = ({ name }: ResourceAttributes): Access => (name === '' ? refused('No Object name found') : 'related');

const selectsOwn = ({ fieldSelector = [] }: ResourceAttributes, node: string): boolean =>
  fieldSelector.some(({ key, operator, values }) => key === 'spec.nodeName' && operator === '=' && values[0] === node);

const readNamespaced: AccessRule = (attributes) => {
  if (!['get', 'list', 'watch'].includes(attributes.verb)) return refused('can only read resources of this type');
  if (attributes.subresource !== '') return refused('cannot read subresource');
  return attributes.namespace === '' ? refused('can only read namespaced object of this type') : related(attributes);
};

const getOne: AccessRule = (attributes) => {
  if (attributes.verb !== 'get') return refused('can only get individual resources of this type');
  return attributes.subresource === '' ? related(attributes) : refused('cannot get subresource');
};

const claims: AccessRule = (attributes, node) => {
  if (attributes.subresource !== 'status') return getOne(attributes, node);
  return ['update', 'patch'].includes(attributes.verb) ? related(attributes) : refused('can only get/update/patch this type');
};

const createToken: AccessRule = (attributes) => {
  if (attributes.verb !== 'create' || attributes.name === '') return refused('can only create tokens for individual service accounts');
  return attributes.subresource === 'token' ? related(attributes) : refused('can only create token subresource of serviceaccount');
};

const serviceAccounts: AccessRule = (attributes, node) =>
  attributes.verb === 'get' && attributes.subresource === '' ? readNamespaced(attributes, node) : createToken(attributes, node);

const OWN_VERBS = ['get', 'create', 'update', 'patch', 'delete'];

const noServiceAccounts: AccessRule = (attributes, node) =>
  attributes.verb === 'get' && attributes.subresource === '' ? refused('not allowed to get service accounts') : createToken(attributes, node);

const leases: AccessRule = ({ verb, namespace, name }, node) => {
  if (!OWN_VERBS.includes(verb)) return refused('can only get, create, update, patch, or delete a node lease');
  if (namespace !== LEASE_NAMESPACE) return refused(`can only access leases in the ${quote(LEASE_NAMESPACE)} system namespace`);
  return verb === 'create' || name === node ? 'allowed' : refused('can only access node lease with the same name as the requesting node');
};

const csiNodeStatus = (version: Version): AccessRule => {
  if (!version.has('csiVolumeHealth')) return () => refused('CSINode status access requires CSIVolumeHealth feature');
  return ({ verb, name }, node) => {
    if (!['get', 'update', 'patch'].includes(verb)) return refused('can only get, update, or patch CSINode status');
    return name === node ? 'allowed' : refused('can only access CSINode with the same name as the requesting node');
  };
};

const csiNodesWithStatus = (version: Version): AccessRule => {
  const status = csiNodeStatus(version);
  return (attributes, node) => {
    if (attributes.subresource === 'status') return status(attributes, node);
    return attributes.subresource === '' ? csiNodes(attributes, node) : refused('cannot authorize CSINode subresources');
  };
};

const csiNodes: AccessRule = ({ verb, subresource, name }, node) => {
  if (!OWN_VERBS.includes(verb)) return refused('can only get, create, update, patch, or delete a CSINode');
  if (subresource !== '') return refused('cannot authorize CSINode subresources');
  return verb === 'create' || name === node ? 'allowed' : refused('can only access CSINode with the same name as the requesting node');
};

const resourceSlices: AccessRule = (attributes, node) => {
  const { verb, subresource } = attributes;
  if (subresource !== '') return refused('cannot authorize ResourceSlice subresources');
  if (verb === 'create') return 'allowed';
  if (['get', 'update', 'patch', 'delete'].includes(verb)) return related(attributes);
  if (!['watch', 'list', 'deletecollection'].includes(verb)) {
    return refused('only the following verbs are allowed for a ResourceSlice: get, watch, list, create, update, patch, delete, deletecollection');
  }
  return selectsOwn(attributes, node) ? 'allowed' : refused('can only list/watch/deletecollection resourceslices with nodeName field selector');
};

/** By name instead of by the graph: a kubelet reads its Node before there is one. */
const nodes: AccessRule = ({ verb, subresource, name }, node) => {
  if (subresource === 'status') return ['update', 'patch'].includes(verb) ? 'allowed' : refused();
  if (subresource !== '') return refused();
  if (['create', 'update', 'patch'].includes(verb)) return 'allowed';
  if (!['get', 'list', 'watch'].includes(verb)) return refused();
  if (name === node) return 'allowed';
  return refused(
    name === '' ? `node '${node}' cannot read all nodes, only its own Node object` : `node '${node}' cannot read '${name}', only its own Node object`,
  );
};

const pods: AccessRule = (attributes, node) => {
  const { verb, subresource, name } = attributes;
  if (subresource === 'status') return ['update', 'patch'].includes(verb) ? 'allowed' : refused();
  if (subresource === 'eviction') return verb === 'create' ? 'allowed' : refused();
  if (subresource !== '') return refused();
  if (verb === 'get') return related(attributes);
  if (verb === 'create' || verb === 'delete') return 'allowed';
  if (verb !== 'list' && verb !== 'watch') return refused();
  if (selectsOwn(attributes, node)) return 'allowed';
  return name === '' ? refused('can only list/watch pods with spec.nodeName field selector') : related(attributes);
};

const podCertificateRequests: AccessRule = (attributes, node) => {
  const { verb, subresource } = attributes;
  if (subresource !== '') return refused('nodes may not access the status subresource of PodCertificateRequests');
  if (verb === 'create') return 'allowed';
  if (verb === 'get') return related(attributes);
  if (verb !== 'list' && verb !== 'watch') return refused(`nodes may not ${verb} podcertificaterequests`);
  return selectsOwn(attributes, node) ? 'allowed' : refused('can only list/watch podcertificaterequests with nodeName field selector');
};

/** Where nodes cannot be matched by selectors, each may see the slices of all. */
const allResourceSlices: AccessRule = (attributes, node) =>
  attributes.subresource === '' && ['watch', 'list', 'deletecollection'].includes(attributes.verb) ? 'allowed' : resourceSlices(attributes, node);

interface Entry {
  readonly group: string;
  readonly resource: string;
  readonly rule: AccessRule;
}

/** What is not here the rules for all nodes say. */
function entriesOf(version: Version): readonly Entry[] {
  const withSelectors = version.has('authorizeNodeWithSelectors');
  const accountRule = version.has('nodesGetAccounts') || version.has('podCertificateRequests') ? serviceAccounts : noServiceAccounts;
  return [
    { group: '', resource: 'secrets', rule: readNamespaced },
    { group: '', resource: 'configmaps', rule: readNamespaced },
    { group: '', resource: 'persistentvolumeclaims', rule: claims },
    { group: '', resource: 'persistentvolumes', rule: getOne },
    { group: '', resource: 'serviceaccounts', rule: version.has('nodesSeeDevices') ? accountRule : createToken },
    { group: 'storage.k8s.io', resource: 'volumeattachments', rule: getOne },
    { group: 'storage.k8s.io', resource: 'csinodes', rule: version.has('csiNodeStatus') ? csiNodesWithStatus(version) : csiNodes },
    { group: 'coordination.k8s.io', resource: 'leases', rule: leases },
    ...(withSelectors
      ? [
          { group: '', resource: 'nodes', rule: nodes },
          { group: '', resource: 'pods', rule: pods },
        ]
      : []),
    ...(version.has('nodesSeeDevices')
      ? [
          { group: 'resource.k8s.io', resource: 'resourceclaims', rule: getOne },
          { group: 'resource.k8s.io', resource: 'resourceslices', rule: withSelectors ? resourceSlices : allResourceSlices },
          {
            group: 'certificates.k8s.io',
            resource: 'podcertificaterequests',
            rule: version.has('podCertificateRequests') && withSelectors ? podCertificateRequests : () => refused(),
          },
        ]
      : []),
  ];
}

export type AccessRules = (attributes: ResourceAttributes) => AccessRule | undefined;

/** The rule for a request; `undefined`: the rules for all nodes say it. */
export function accessRules(version: Version): AccessRules {
  const entries = new Map(entriesOf(version).map((entry) => [entry.resource, entry]));
  return ({ resource, apiGroup }) => {
    const entry = entries.get(resource);
    return entry?.group === apiGroup ? entry.rule : undefined;
  };
}
