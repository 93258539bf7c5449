/** Which volumes a policy allows, by their kinds, and of some kinds by where they lead. After validatePodVolumes of provider.go. */
import type { Volume } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../api/objects';
import { each, when, type Errors } from '../../registry/generic/validation/checks';
import { invalidValue } from '../../errors/field-error';
import { containersOf, podSpec } from '../pod';
import type { PolicySpec } from './policy';

const isNamespaceItem = ({
  path,
  fieldRef,
}: {
  readonly path?: string;
  readonly fieldRef?: { readonly apiVersion?: string; readonly fieldPath?: string };
}): boolean => path === 'namespace' && fieldRef?.apiVersion === 'v1' && fieldRef.fieldPath === 'metadata.namespace';

/** Reports whether a projected volume holds only what every pod gets with the token of its ServiceAccount. */
const isOnlyOfToken = ({ projected }: Volume): boolean =>
  (projected?.sources ?? []).every(({ serviceAccountToken, configMap, downwardAPI }) => {
    if (serviceAccountToken === undefined && configMap === undefined && downwardAPI === undefined) return false;
    if (serviceAccountToken !== undefined && (serviceAccountToken.path !== 'token' || (serviceAccountToken.audience ?? '') !== '')) return false;
    if (configMap !== undefined && configMap.name !== 'kube-root-ca.crt') return false;
    return (downwardAPI?.items ?? []).every(isNamespaceItem);
  });

/** Reports whether a volume of the kind may be used; its kind is the one field beside its name. */
function isAllowed(volume: Volume, kind: string, { volumes = [] }: PolicySpec): boolean {
  if (volumes.includes('*') || volumes.includes(kind)) return true;
  return kind === 'projected' && volumes.includes('secret') && isOnlyOfToken(volume);
}

const trimmed = (path: string): string => (path.endsWith('/') ? path.slice(0, -1) : path);

function isBelow(path: string, prefix: string): boolean {
  const [whole, start] = [trimmed(path), trimmed(prefix)];
  return whole === start || whole.startsWith(`${start}/`);
}

function validateHostPath(pod: KubeObject, { name, hostPath }: Volume, at: string, { allowedHostPaths = [] }: PolicySpec): Errors {
  const path = hostPath?.path ?? '';
  if (allowedHostPaths.length === 0) return [];
  const matching = allowedHostPaths.filter(({ pathPrefix = '' }) => isBelow(path, pathPrefix));
  if (matching.length === 0) return [invalidValue(`${at}.hostPath.pathPrefix`, path, 'is not allowed to be used')];
  if (matching.some(({ readOnly = false }) => !readOnly)) return [];
  return containersOf(pod).flatMap(({ at: place, container }) =>
    each(container.volumeMounts, `${place}.volumeMounts`, (mount, mounted) =>
      when(mount.name === name && mount.readOnly !== true, () => invalidValue(`${mounted}.readOnly`, false, 'must be read-only')),
    ),
  );
}

function validateDriver(driver: string, at: string, allowed: readonly string[], what: string): Errors {
  return when(allowed.length > 0 && !allowed.includes(driver), () => invalidValue(at, driver, `${what} driver is not allowed to be used`));
}

export function validateVolumes(pod: KubeObject, spec: PolicySpec): Errors {
  return each(podSpec(pod).volumes, 'spec.volumes', (volume, at) => {
    const kind = Object.keys(volume).find((field) => field !== 'name') ?? '';
    if (!isAllowed(volume, kind, spec)) return [invalidValue(at, kind, `${kind} volumes are not allowed to be used`)];
    if (kind === 'hostPath') return validateHostPath(pod, volume, at, spec);
    const { allowedFlexVolumes = [], allowedCSIDrivers = [] } = spec;
    if (kind === 'flexVolume')
      return validateDriver(
        volume.flexVolume?.driver ?? '',
        `${at}.driver`,
        allowedFlexVolumes.map(({ driver }) => driver),
        'Flexvolume',
      );
    if (kind === 'csi')
      return validateDriver(
        volume.csi?.driver ?? '',
        `${at}.csi.driver`,
        allowedCSIDrivers.map(({ name }) => name),
        'Inline CSI',
      );
    return [];
  });
}
