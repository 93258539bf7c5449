/**
 * ImagePolicyWebhook: a service outside is asked with an ImageReview whether the images of a pod may run, and what it says is kept
 * for a while. Where it does not answer, the configuration says whether the pod is taken.
 * Upstream: plugin/pkg/admission/imagepolicy/admission.go
 */
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import { encodeJson } from '../../golang/json';
import type { Version } from '../../versions';
import { isTransient, reviewOf } from '../../webhook/review-response';
import { WEBHOOK_BACK_OFF, withBackOff } from '../../webhook/back-off';
import { callOf, WEBHOOK_TIMEOUT } from '../../webhook/call';
import { readKubeconfig } from '../../webhook/kubeconfig';
import { ResponseCache } from '../../webhook/response-cache';
import type { PluginContext } from '../plugin-context';
import { podSpec } from '../pod';
import { refused } from '../refusal';
import { imagePolicyIn } from './configuration';
import { IMAGE_POLICY_SCHEME, KIND } from './review-scheme';

interface ReviewStatus {
  readonly allowed: boolean;
  readonly reason?: string;
}

/** Of the annotations of a pod only these are shown to the webhook. */
const ANNOTATIONS = '.image-policy.k8s.io/';

function specOf({ subresource, namespace }: AdmissionAttributes, pod: KubeObject): object {
  const { containers, initContainers = [], ephemeralContainers = [] } = podSpec(pod);
  const images = (subresource === '' ? [...containers, ...initContainers] : ephemeralContainers).map(({ image = '' }) => (image === '' ? {} : { image }));
  const annotations = Object.entries(pod.metadata.annotations ?? {}).filter(([key]) => key.includes(ANNOTATIONS));
  return {
    ...(images.length > 0 && { containers: images }),
    ...(annotations.length > 0 && { annotations: Object.fromEntries(annotations) }),
    ...(namespace !== '' && { namespace }),
  };
}

const reviewBody = (spec: object, version: Version): string =>
  `${encodeJson({
    kind: KIND.kind,
    apiVersion: `${KIND.group}/${KIND.version}`,
    metadata: version.has('zeroCreationTimestamp') ? { creationTimestamp: null } : {},
    spec,
    status: { allowed: false },
  })}\n`;

const isAsked = ({ resource, subresource }: AdmissionAttributes): boolean =>
  resource.group === '' && resource.resource === 'pods' && (subresource === '' || subresource === 'ephemeralcontainers');

export const createImagePolicyWebhook = ({ configuration, options: { version } }: PluginContext): AdmissionPlugin => {
  const { kubeConfigFile, allowTtl, denyTtl, retryBackoff, defaultAllow } = imagePolicyIn(configuration);
  const call = callOf(readKubeconfig(kubeConfigFile, version), WEBHOOK_TIMEOUT, version);
  const backOff = { ...WEBHOOK_BACK_OFF, initialDelay: retryBackoff };
  const cache = new ResponseCache<ReviewStatus>();

  const ask = async (spec: object, key: string): Promise<ReviewStatus> => {
    const body = reviewBody(spec, version);
    const { review } = await withBackOff(backOff, isTransient, async () => reviewOf(await call(body), KIND, version, IMAGE_POLICY_SCHEME));
    const { status } = review as { readonly status: ReviewStatus };
    cache.add(key, status, status.allowed ? allowTtl : denyTtl);
    return status;
  };
  return {
    name: 'ImagePolicyWebhook',
    handles: (operation) => operation === 'CREATE' || operation === 'UPDATE',
    async validate(attributes) {
      const { object } = attributes;
      if (object === undefined || !isAsked(attributes)) return;
      const spec = specOf(attributes, object);
      const key = encodeJson(spec);
      let status: ReviewStatus;
      try {
        status = cache.get(key) ?? (await ask(spec, key));
      } catch (error) {
        if (defaultAllow) return;
        throw refused(attributes, (error as Error).message);
      }
      const { allowed, reason = '' } = status;
      if (allowed) return;
      throw refused(
        attributes,
        reason === '' ? 'one or more images rejected by webhook backend' : `image policy webhook backend denied one or more images: ${reason}`,
      );
    },
  };
};
