/** Which of several classes is the default one, as DefaultStorageClass and DefaultIngressClass choose it. */
import type { AdmissionAttributes } from '../api/admission';
import type { KubeObject } from '../api/objects';
import { own } from '../golang/map';
import type { Version } from '../versions';
import { refused } from './refusal';

const created = ({ metadata }: KubeObject): string => metadata.creationTimestamp ?? '';
const nameOf = ({ metadata }: KubeObject): string => metadata.name ?? '';

interface Classes {
  /** As a refusal calls them: StorageClasses. */
  readonly kinds: string;
  readonly all: readonly KubeObject[];
  /** One of these, with the value true, marks a default class. */
  readonly annotations: readonly string[];
  /** What a refusal says behind how many there are. */
  readonly remark?: string;
}

/** The name of the newest of those that are marked; of one second, the first by name. Refused where the version wants a single one. */
export function defaultClassName(attributes: AdmissionAttributes, { kinds, all, annotations, remark = '' }: Classes, version: Version): string | undefined {
  const isDefault = ({ metadata }: KubeObject): boolean => annotations.some((annotation) => own(metadata.annotations, annotation) === 'true');
  const found = all.filter(isDefault).toSorted((a, b) => (created(a) === created(b) ? (nameOf(a) < nameOf(b) ? -1 : 1) : created(a) > created(b) ? -1 : 1));
  if (found.length > 1 && !version.has('newestDefaultClass'))
    throw refused(attributes, `Internal error occurred: ${found.length} default ${kinds} were found${remark}`);
  return found[0]?.metadata.name;
}
