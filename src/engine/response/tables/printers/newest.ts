/** Rows of kinds that came late, or whose columns did: certificates of pods, bundles of trust, claims of devices, definitions of kinds, groups of pods. */
import { compareBytes } from '../../../golang/bytes';
import { fieldsOf, labelsText, listOf, textOf, textsOf, type Fields } from '../fields';
import type { Printer } from '../printer';

const OUTCOMES = ['Issued', 'Denied', 'Failed'];

/** How a certificate of a pod has ended; whatever the status of the condition, its type says it. */
const printPodCertificateRequest: Printer = ({ spec, status }) => {
  const { podName, serviceAccountName, nodeName, signerName, unverifiedUserAnnotations } = fieldsOf(spec);
  const types = listOf(fieldsOf(status)['conditions']).map(({ type }) => textOf(type));
  return {
    PodName: textOf(podName),
    ServiceAccountName: textOf(serviceAccountName),
    NodeName: textOf(nodeName),
    SignerName: textOf(signerName),
    State: types.findLast((type) => OUTCOMES.includes(type)) ?? 'Pending',
    UnverifiedUserAnnotations: labelsText(unverifiedUserAnnotations),
  };
};

const printResourceClaim: Printer = ({ metadata, status }) => {
  const { allocation, reservedFor } = fieldsOf(status);
  const isDeleted = metadata.deletionTimestamp !== undefined;
  const isAllocated = allocation !== undefined && allocation !== null;
  const states = [
    ...(isDeleted ? ['deleted'] : []),
    ...(isAllocated ? ['allocated'] : isDeleted ? [] : ['pending']),
    ...(isAllocated && listOf(reservedFor).length > 0 ? ['reserved'] : []),
  ];
  return { State: states.join(',') };
};

const servedName = ({ name, served, storage }: Fields): readonly string[] => (served === true ? [`${textOf(name)}${storage === true ? '(storage)' : ''}`] : []);

const printCustomResourceDefinition: Printer = ({ spec, status }) => {
  const { scope, versions, group, names } = fieldsOf(spec);
  const { kind, shortNames } = fieldsOf(names);
  const established = listOf(fieldsOf(status)['conditions']).find(({ type }) => type === 'Established');
  return {
    Scope: textOf(scope),
    Versions: listOf(versions).flatMap(servedName).sort(compareBytes).join(','),
    Group: textOf(group),
    Kind: textOf(kind),
    ShortNames: textsOf(shortNames).join(','),
    Established: established?.['status'] === 'True',
  };
};

const printCompositePodGroup: Printer = ({ spec }) => {
  const { schedulingPolicy, workloadRef } = fieldsOf(spec);
  return {
    Policy: fieldsOf(schedulingPolicy)['gang'] === undefined ? 'Basic' : 'Gang',
    Workload: workloadRef === undefined ? '<none>' : textOf(fieldsOf(workloadRef)['workloadName']),
  };
};

const printPodGroup: Printer = (object, version) => {
  const conditions = listOf(fieldsOf(object.status)['conditions']);
  const last = (type: string): Fields | undefined => conditions.findLast((condition) => condition['type'] === type);
  const scheduled = last('PodGroupInitiallyScheduled');
  const state = scheduled === undefined ? 'Pending' : scheduled['status'] === 'True' ? 'Scheduled' : 'Unschedulable';
  const disrupted = last('DisruptionTarget');
  return { ...printCompositePodGroup(object, version), Status: disrupted === undefined ? state : textOf(disrupted['reason']) };
};

export const newestPrinters: Readonly<Record<string, Printer>> = {
  ClusterTrustBundle: ({ spec }) => ({ SignerName: textOf(fieldsOf(spec)['signerName'], '<none>') }),
  CompositePodGroup: printCompositePodGroup,
  CustomResourceDefinition: printCustomResourceDefinition,
  PodGroup: printPodGroup,
  PodCertificateRequest: printPodCertificateRequest,
  ResourceClaim: printResourceClaim,
};
