/** What a client is warned of that writes a claim. After pkg/api/persistentvolumeclaim/util.go. */
import type { PersistentVolumeClaimSpec } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../../../api/objects';
import { own } from '../../../../golang/map';
import { fractionWarnings } from '../../../generic/warnings/fractions';
import type { Given } from '../../../generic/validation/given';
import type { Version } from '../../../../versions';

const OLD_CLASS = 'volume.beta.kubernetes.io/storage-class';

export const claimSpecWarnings = ({ resources }: Given<PersistentVolumeClaimSpec>, at: string): readonly string[] => [
  ...fractionWarnings(resources?.requests, ['storage'], `${at}.resources.requests`),
  ...fractionWarnings(resources?.limits, ['storage'], `${at}.resources.limits`),
];

export function claimWarnings({ metadata, spec }: KubeObject, version: Version): readonly string[] {
  if (!version.has('specWarnings')) return [];
  const isOld = own(metadata.annotations, OLD_CLASS) !== undefined;
  return [
    ...(isOld ? [`metadata.annotations[${OLD_CLASS}]: deprecated since v1.8; use "storageClassName" attribute instead`] : []),
    ...claimSpecWarnings((spec ?? {}) as Given<PersistentVolumeClaimSpec>, 'spec'),
  ];
}
