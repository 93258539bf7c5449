/**
 * AlwaysPullImages: a kubelet pulls the images of every new pod, so that a pod runs only images that its own credentials may pull.
 * Upstream: plugin/pkg/admission/alwayspullimages/admission.go
 */
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import { aggregate, notSupported } from '../../errors/field-error';
import { plainError } from '../../errors/status-error';
import type { Version } from '../../versions';
import { containersOf, isPod, podSpec, withContainers, withPodSpec, type ImageVolume } from '../pod';
import type { PluginContext } from '../plugin-context';
import { refused } from '../refusal';

const ALWAYS = 'Always';

const imagesOf = (pod: KubeObject): readonly (string | undefined)[] => containersOf(pod).map(({ container }) => container.image);

/** An update that brings no image pulls none. */
function isConcerned(attributes: AdmissionAttributes, version: Version): attributes is AdmissionAttributes & { readonly object: KubeObject } {
  const { object, oldObject } = attributes;
  if (object === undefined || !isPod(attributes)) return false;
  if (oldObject === undefined || !version.has('onlyNewImagesArePulled')) return true;
  const old = new Set(imagesOf(oldObject));
  return imagesOf(object).some((image) => !old.has(image));
}

const wrongPolicies = (pod: KubeObject, version: Version): readonly { readonly at: string; readonly policy: string }[] =>
  [
    ...containersOf(pod).map(({ at, container }) => ({ at: `${at}.imagePullPolicy`, policy: container.imagePullPolicy ?? '' })),
    ...(version.has('onlyNewImagesArePulled') ? (podSpec(pod).volumes ?? []) : []).flatMap((volume, index) => {
      const { image } = volume as ImageVolume;
      return image === undefined ? [] : [{ at: `spec.volumes[${index}].image.pullPolicy`, policy: image.pullPolicy ?? '' }];
    }),
  ].filter(({ policy }) => policy !== ALWAYS);

export const createAlwaysPullImages = ({ options: { version } }: PluginContext): AdmissionPlugin => ({
  name: 'AlwaysPullImages',
  handles: (operation) => operation === 'CREATE' || operation === 'UPDATE',
  admit(attributes) {
    if (!isConcerned(attributes, version)) return attributes.object;
    const pod = withContainers(attributes.object, (container) => ({ ...container, imagePullPolicy: ALWAYS }));
    const spec = podSpec(pod);
    if (spec.volumes === undefined || !version.has('onlyNewImagesArePulled')) return pod;
    const volumes = spec.volumes.map((volume) => {
      const { image } = volume as ImageVolume;
      return image === undefined ? volume : { ...volume, image: { ...image, pullPolicy: ALWAYS } };
    });
    return withPodSpec(pod, { ...spec, volumes });
  },
  validate(attributes) {
    if (!isConcerned(attributes, version)) return;
    const refusals = wrongPolicies(attributes.object, version).map(({ at, policy }) => {
      const { field, body } = notSupported(at, policy, [ALWAYS]);
      return refused(attributes, `${field}: ${body}`).message;
    });
    if (refusals.length > 0) throw plainError(aggregate(refusals));
  },
});
