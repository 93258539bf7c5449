/** Rows of what administers a cluster: networking, storage, certificates, coordination, admission, flow control and the like. */
import { ageOf, humanDuration } from '../age';
import { fewOf, fieldsOf, listOf, numberOf, selectorOrNone, selectorText, shown, textOf, textsOf, type Fields } from '../fields';
import type { Cell, Printer } from '../printer';
import { loadBalancerText } from './core';
import { own } from '../../../golang/map';

const isDefault = (annotations: Readonly<Record<string, string>> | undefined, ...names: readonly string[]): boolean =>
  names.some((name) => own(annotations, name) === 'true');

function hosts(rules: readonly Fields[]): string {
  const named = rules
    .slice(0, 4)
    .map(({ host }) => textOf(host))
    .filter((host) => host !== '');
  if (named.length === 0) return '*';
  return named.length > 3 ? `${named.slice(0, 3).join(',')} + ${rules.length - 3} more...` : named.join(',');
}

const printIngress: Printer = ({ spec, status }) => {
  const { ingressClassName, rules, tls } = fieldsOf(spec);
  return {
    Class: textOf(ingressClassName, '<none>'),
    Hosts: hosts(listOf(rules)),
    Address: loadBalancerText(status),
    Ports: listOf(tls).length === 0 ? '80' : '80, 443',
  };
};

const printIngressClass: Printer = ({ metadata, spec }) => {
  const { controller, parameters } = fieldsOf(spec);
  const { kind, apiGroup, name } = fieldsOf(parameters);
  return {
    Name: `${metadata.name ?? ''}${isDefault(metadata.annotations, 'ingressclass.kubernetes.io/is-default-class') ? ' (default)' : ''}`,
    Controller: textOf(controller),
    Parameters: parameters === undefined ? '<none>' : `${textOf(kind)}${apiGroup === undefined ? '' : `.${textOf(apiGroup)}`}/${textOf(name)}`,
  };
};

const printEndpointSlice: Printer = ({ addressType, ports, endpoints }) => {
  const open = listOf(ports).map(({ port, name }) => shown(port, textOf(name, '*')));
  const addresses = listOf(endpoints).flatMap((endpoint) => textsOf(endpoint['addresses']));
  return { AddressType: textOf(addressType), Ports: fewOf(open, open.length, 3) || '<unset>', Endpoints: fewOf(addresses, addresses.length, 3) || '<unset>' };
};

const printStorageClass: Printer = ({ metadata, provisioner, reclaimPolicy, volumeBindingMode, allowVolumeExpansion }) => ({
  Name: `${metadata.name ?? ''}${isDefault(metadata.annotations, 'storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class') ? ' (default)' : ''}`,
  Provisioner: textOf(provisioner),
  ReclaimPolicy: textOf(reclaimPolicy, 'Delete'),
  VolumeBindingMode: textOf(volumeBindingMode, 'Immediate'),
  AllowVolumeExpansion: allowVolumeExpansion === true,
});

const printCsiDriver: Printer = ({ spec }) => {
  const { attachRequired, podInfoOnMount, storageCapacity, tokenRequests, requiresRepublish, volumeLifecycleModes } = fieldsOf(spec);
  return {
    AttachRequired: attachRequired !== false,
    PodInfoOnMount: podInfoOnMount === true,
    StorageCapacity: storageCapacity === true,
    TokenRequests:
      tokenRequests === undefined
        ? '<unset>'
        : listOf(tokenRequests)
            .map(({ audience }) => textOf(audience))
            .join(','),
    RequiresRepublish: requiresRepublish === true,
    Modes: textsOf(volumeLifecycleModes).join(',') || '<none>',
  };
};

const printCertificateSigningRequest: Printer = ({ spec, status }) => {
  const { signerName, username, expirationSeconds } = fieldsOf(spec);
  const { conditions, certificate } = fieldsOf(status);
  const has = (type: string): boolean => listOf(conditions).some((condition) => condition['type'] === type);
  const decision = has('Denied') ? 'Denied' : has('Approved') ? 'Approved' : 'Pending';
  return {
    SignerName: textOf(signerName, '<none>'),
    Requestor: textOf(username),
    RequestedDuration: typeof expirationSeconds === 'number' ? humanDuration(expirationSeconds * 1000) : '<none>',
    Condition: `${decision}${has('Failed') ? ',Failed' : ''}${textOf(certificate) === '' ? '' : ',Issued'}`,
  };
};

const printFlowSchema: Printer = ({ spec, status }) => {
  const { priorityLevelConfiguration, matchingPrecedence, distinguisherMethod } = fieldsOf(spec);
  const dangling = listOf(fieldsOf(status)['conditions']).find(({ type }) => type === 'Dangling');
  return {
    PriorityLevel: textOf(fieldsOf(priorityLevelConfiguration)['name']),
    MatchingPrecedence: numberOf(matchingPrecedence),
    DistinguisherMethod: textOf(fieldsOf(distinguisherMethod)['type'], '<none>'),
    MissingPL: textOf(dangling?.['status'], '?'),
  };
};

const printPriorityLevelConfiguration: Printer = ({ spec }) => {
  const { type, limited } = fieldsOf(spec);
  const { nominalConcurrencyShares, assuredConcurrencyShares, limitResponse } = fieldsOf(limited);
  const { queues, handSize, queueLengthLimit } = fieldsOf(fieldsOf(limitResponse)['queuing']);
  const orNone = (value: unknown): Cell => (typeof value === 'number' ? value : '<none>');
  return {
    Type: textOf(type),
    NominalConcurrencyShares: orNone(nominalConcurrencyShares),
    AssuredConcurrencyShares: orNone(assuredConcurrencyShares),
    Queues: orNone(queues),
    HandSize: orNone(handSize),
    QueueLengthLimit: orNone(queueLengthLimit),
  };
};

const paramKind = (spec: Fields): string => {
  const { apiVersion, kind } = fieldsOf(spec['paramKind']);
  return spec['paramKind'] === undefined ? '<unset>' : `${textOf(apiVersion)}/${textOf(kind)}`;
};

const printPolicyBinding: Printer = ({ spec }) => {
  const { policyName, paramRef } = fieldsOf(spec);
  const { name, namespace, selector } = fieldsOf(paramRef);
  const named = textOf(name) === '' ? (selector === undefined ? '<unset>' : selectorText(selector)) : `${textOf(namespace, '*')}/${textOf(name)}`;
  return { PolicyName: textOf(policyName), ParamRef: named };
};

const printApiService: Printer = ({ spec, status }) => {
  const { service } = fieldsOf(spec);
  const { namespace, name } = fieldsOf(service);
  const available = listOf(fieldsOf(status)['conditions']).find(({ type }) => type === 'Available');
  const word = textOf(available?.['status'], 'Unknown');
  return {
    Service: service === undefined || service === null ? 'Local' : `${textOf(namespace)}/${textOf(name)}`,
    Available: word === 'True' || available === undefined ? word : `${word} (${textOf(available['reason'])})`,
  };
};

const webhooks: Printer = (configuration) => ({ Webhooks: listOf(configuration['webhooks']).length });

const OUTCOMES = ['Running', 'Failed', 'Succeeded'];

const printStorageVersionMigration: Printer = ({ spec, status }) => {
  const { group, resource } = fieldsOf(fieldsOf(spec)['resource']);
  const reached = listOf(fieldsOf(status)['conditions']).filter((condition) => condition['status'] === 'True' && OUTCOMES.includes(textOf(condition['type'])));
  return {
    Resource: textOf(group) === '' ? textOf(resource) : `${textOf(resource)}.${textOf(group)}`,
    Status: textOf(reached.at(-1)?.['type'], 'Unknown'),
  };
};

export const clusterPrinters: Readonly<Record<string, Printer>> = {
  Ingress: printIngress,
  IngressClass: printIngressClass,
  EndpointSlice: printEndpointSlice,
  StorageClass: printStorageClass,
  StorageVersionMigration: printStorageVersionMigration,
  CSIDriver: printCsiDriver,
  CertificateSigningRequest: printCertificateSigningRequest,
  FlowSchema: printFlowSchema,
  PriorityLevelConfiguration: printPriorityLevelConfiguration,
  ValidatingAdmissionPolicyBinding: printPolicyBinding,
  MutatingAdmissionPolicyBinding: printPolicyBinding,
  APIService: printApiService,
  MutatingWebhookConfiguration: webhooks,
  ValidatingWebhookConfiguration: webhooks,
  NetworkPolicy: ({ spec }) => ({ 'Pod-Selector': selectorOrNone(fieldsOf(spec)['podSelector']) }),
  CSINode: ({ spec }) => ({ Drivers: listOf(fieldsOf(spec)['drivers']).length }),
  Lease: ({ spec }) => ({ Holder: textOf(fieldsOf(spec)['holderIdentity']) }),
  PriorityClass: ({ value, globalDefault, preemptionPolicy }) => ({
    Value: numberOf(value),
    'Global-Default': globalDefault === true,
    PreemptionPolicy: textOf(preemptionPolicy),
  }),
  RuntimeClass: ({ handler, spec }) => ({ Handler: textOf(handler, textOf(fieldsOf(spec)['runtimeHandler'])) }),
  ServiceCIDR: ({ spec }) => ({ CIDRs: textsOf(fieldsOf(spec)['cidrs']).join(',') }),
  StorageVersion: ({ status }) => ({ CommonEncodingVersion: textOf(fieldsOf(status)['commonEncodingVersion'], '<unset>'), StorageVersions: '<unset>' }),
  VolumeAttributesClass: ({ driverName }) => ({ DriverName: textOf(driverName) }),
  VolumeAttachment: ({ spec, status }) => ({
    Attacher: textOf(fieldsOf(spec)['attacher']),
    PV: textOf(fieldsOf(fieldsOf(spec)['source'])['persistentVolumeName']),
    Node: textOf(fieldsOf(spec)['nodeName']),
    Attached: fieldsOf(status)['attached'] === true,
  }),
  ValidatingAdmissionPolicy: ({ spec }) => ({ Validations: listOf(fieldsOf(spec)['validations']).length, ParamKind: paramKind(fieldsOf(spec)) }),
  MutatingAdmissionPolicy: ({ spec }) => ({ Mutations: listOf(fieldsOf(spec)['mutations']).length, ParamKind: paramKind(fieldsOf(spec)) }),
  LeaseCandidate: ({ spec }) => ({
    LeaseName: textOf(fieldsOf(spec)['leaseName']),
    BinaryVersion: textOf(fieldsOf(spec)['binaryVersion']),
    EmulationVersion: textOf(fieldsOf(spec)['emulationVersion']),
  }),
  ResourceSlice: ({ spec }) => ({
    Node: textOf(fieldsOf(spec)['nodeName']),
    Driver: textOf(fieldsOf(spec)['driver']),
    Pool: textOf(fieldsOf(fieldsOf(spec)['pool'])['name']),
  }),
  DeviceTaintRule: ({ spec }) => {
    const { key, value, effect, timeAdded } = fieldsOf(fieldsOf(spec)['taint']);
    return { Key: textOf(key), Value: textOf(value), Effect: textOf(effect), TimeAdded: ageOf(timeAdded) };
  },
};

/** parentRef of an IPAddress. */
export function parentRef(spec: unknown): string {
  const { group, resource, namespace, name } = fieldsOf(fieldsOf(spec)['parentRef']);
  if (fieldsOf(spec)['parentRef'] === undefined) return '<none>';
  const qualified = `${textOf(resource)}${textOf(group) === '' ? '' : `.${textOf(group)}`}`.toLowerCase();
  return `${qualified}${textOf(namespace) === '' ? '' : `/${textOf(namespace)}`}/${textOf(name)}`;
}
