/** Rows of kinds that came late, or whose columns did: certificates of pods, bundles of trust, claims of devices, definitions of kinds. */
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

export const newestPrinters: Readonly<Record<string, Printer>> = {
  ClusterTrustBundle: ({ spec }) => ({ SignerName: textOf(fieldsOf(spec)['signerName'], '<none>') }),
  CustomResourceDefinition: printCustomResourceDefinition,
  PodCertificateRequest: printPodCertificateRequest,
  ResourceClaim: printResourceClaim,
};
