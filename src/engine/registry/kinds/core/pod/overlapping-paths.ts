/** Files of a volume of which one hides another, or lies within what is a file. After warningsForOverlappingVirtualPaths of pkg/api/pod/warnings.go. */
import type { Volume } from 'kubernetes-types/core/v1';
import { quote } from '../../../../golang/quote';
import { trimRight } from '../../../../golang/trim';
import type { Given } from '../../../generic/validation/given';

interface File {
  readonly path: string;
  /** What it is of, in a volume of several sources. */
  readonly source: string;
}
type Items = readonly { readonly path?: string | null }[] | null | undefined;
/** Of a source that the types do not know yet. */
interface NewSources {
  readonly clusterTrustBundle?: { readonly path?: string; readonly name?: string; readonly signerName?: string };
  readonly podCertificate?: { readonly certificateChainPath?: string; readonly keyPath?: string; readonly credentialBundlePath?: string };
}
type Source = NonNullable<NonNullable<Given<Volume>['projected']>['sources']>[number];

const files = (items: Items, source = ''): readonly File[] => (items ?? []).map(({ path }) => ({ path: path ?? '', source }));
const printed = ({ path, source }: File): string => (source === '' ? quote(path) : `${quote(path)} (${source})`);

function filesOf(source: Source): readonly File[] {
  const { clusterTrustBundle: bundle, podCertificate } = source as NewSources;
  if (source.configMap?.items) return files(source.configMap.items, `ConfigMap ${quote(source.configMap.name ?? '')}`);
  if (source.secret?.items) return files(source.secret.items, `Secret ${quote(source.secret.name ?? '')}`);
  if (source.downwardAPI?.items) return files(source.downwardAPI.items, 'DownwardAPI');
  if (source.serviceAccountToken) return files([source.serviceAccountToken], 'ServiceAccountToken');
  if (bundle !== undefined) return files([bundle], `ClusterTrustBundle ${quote(bundle.name ?? bundle.signerName ?? '')}`);
  const { certificateChainPath = '', keyPath = '', credentialBundlePath = '' } = podCertificate ?? {};
  return [
    { path: certificateChainPath, source: 'PodCertificate chain' },
    { path: keyPath, source: 'PodCertificate key' },
    { path: credentialBundlePath, source: 'PodCertificate credential bundle' },
  ].filter(({ path }) => path !== '');
}

/** Each file that overlaps with one before it. */
function overlaps(all: readonly File[]): readonly string[] {
  const trimmed = all.map(({ path, source }) => ({ path: trimRight(path, '/'), source }));
  const meet = (a: string, b: string): boolean => a !== '' && b !== '' && (`${a}/`.startsWith(`${b}/`) || `${b}/`.startsWith(`${a}/`));
  return trimmed.flatMap((file, index) =>
    trimmed
      .slice(0, index)
      .filter((other) => meet(file.path, other.path))
      .map((other) => `${printed(file)} with ${printed(other)}`),
  );
}

export function overlapWarnings(volumes: readonly Given<Volume>[]): readonly string[] {
  return volumes.flatMap(({ name, configMap, secret, downwardAPI, projected }) => {
    const warn = (what: string, all: readonly File[]): readonly string[] =>
      overlaps(all).map((overlap) => `volume ${quote(name ?? '')} (${what}): overlapping paths: ${overlap}`);
    const sources = projected?.sources ?? [];
    return [
      ...warn(`ConfigMap ${quote(configMap?.name ?? '')}`, files(configMap?.items)),
      ...warn(`Secret ${quote(secret?.secretName ?? '')}`, files(secret?.items)),
      ...warn('DownwardAPI', files(downwardAPI?.items)),
      ...sources.flatMap((source) => (Object.keys(source).length === 0 ? [`volume ${quote(name ?? '')} (Projected) has no sources provided`] : [])),
      ...warn('Projected', sources.flatMap(filesOf)),
    ];
  });
}
