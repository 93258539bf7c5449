/**
 * Sees to it that the image of a container is there before it is created, by its pull policy, with back-off.
 * Upstream: pkg/kubelet/images/image_manager.go
 */
import type { KubeObject } from '../../engine/api/objects';
import { formatDuration } from '../../engine/golang/duration';
import { quote } from '../../engine/golang/quote';
import type { Version } from '../../engine/versions';
import { BackOff } from '../back-off';
import type { Clock } from '../../controllers/clock';
import type { EventText } from '../../controllers/event-recorder';
import type { Container, Pod } from '../pod';
import type { ImageService, RuntimeImage } from '../runtime/runtime';
import { StartFailure } from '../pods/start-failure';
import { parseImageName } from './image-name';
import { credentialsFor } from './registry-credentials';

const FIRST_WAIT = 10_000;
const LONGEST_WAIT = 300_000;

export class ImageManager {
  readonly #backOff: BackOff;
  /** What the last pull failed with, for the message of the waits after it. */
  readonly #failures = new Map<string, string>();

  constructor(
    readonly images: ImageService,
    readonly clock: Clock,
    readonly version: Version,
  ) {
    this.#backOff = new BackOff(clock, FIRST_WAIT, LONGEST_WAIT);
  }

  /** The image, which is there then. Throws a StartFailure. */
  async ensure(pod: Pod, container: Container, pullSecrets: readonly KubeObject[], record: (event: EventText) => void): Promise<RuntimeImage> {
    const { image: requested, imagePullPolicy = 'IfNotPresent' } = container;
    if (parseImageName(requested) === undefined) {
      const parse = `couldn't parse image name ${quote(requested)}: invalid reference format`;
      const message = `Failed to apply default image tag ${quote(requested)}: ${parse}`;
      record({ type: 'Warning', reason: 'InspectFailed', message });
      throw new StartFailure('InvalidImageName', message);
    }
    const present = imagePullPolicy === 'Always' ? undefined : await this.images.imageStatus(requested);
    if (present !== undefined) {
      const accessible = this.version.isEnabled('KubeletEnsureSecretPulledImages') === true ? ' and can be accessed by the pod' : '';
      record({ type: 'Normal', reason: 'Pulled', message: `Container image ${quote(requested)} already present on machine${accessible}` });
      return present;
    }
    if (imagePullPolicy === 'Never') {
      const message = `Container image ${quote(requested)} is not present with pull policy of Never`;
      record({ type: 'Warning', reason: 'ErrImageNeverPull', message });
      throw new StartFailure('ErrImageNeverPull', message);
    }
    return this.#pull(pod, requested, pullSecrets, record);
  }

  /** When a wait of the pod's images ends, in milliseconds from now; undefined without one. */
  waits(pod: Pod, { image }: Container): number | undefined {
    const left = this.#backOff.leftSinceUpdate(`${pod.metadata.uid}_${image}`);
    return left > 0 ? left : undefined;
  }

  async #pull(pod: Pod, image: string, pullSecrets: readonly KubeObject[], record: (event: EventText) => void): Promise<RuntimeImage> {
    const key = `${pod.metadata.uid}_${image}`;
    if (this.#backOff.leftSinceUpdate(key) > 0) {
      const message = `Back-off pulling image ${quote(image)}`;
      record({ type: 'Normal', reason: 'BackOff', message });
      const before = this.#failures.get(key);
      const says = before !== undefined && this.version.has('pullFailureKept');
      throw new StartFailure('ImagePullBackOff', says ? `${message}: ${before}` : message);
    }
    this.#failures.delete(key);
    record({ type: 'Normal', reason: 'Pulling', message: `Pulling image ${quote(image)}` });
    const since = this.clock.now();
    try {
      const pulled = await this.#pullWith(image, pullSecrets);
      const took = formatDuration(this.clock.now() - since);
      const more = this.version.has('pullSizeSaid') ? ` (${took} including waiting). Image size: ${pulled.size} bytes.` : '';
      record({ type: 'Normal', reason: 'Pulled', message: `Successfully pulled image ${quote(image)} in ${took}${more}` });
      return pulled;
    } catch (error) {
      const message = (error as Error).message;
      record({ type: 'Warning', reason: 'Failed', message: `Failed to pull image ${quote(image)}: ${message}` });
      this.#backOff.next(key, this.clock.now());
      this.#failures.set(key, `ErrImagePull: ${message}`);
      throw new StartFailure('ErrImagePull', message);
    }
  }

  /** Tries each of the credentials that fit; the last failure counts. */
  async #pullWith(image: string, pullSecrets: readonly KubeObject[]): Promise<RuntimeImage> {
    const credentials = credentialsFor(image, pullSecrets);
    if (credentials.length === 0) return this.images.pullImage(image, undefined);
    const failures: unknown[] = [];
    for (const each of credentials) {
      try {
        return await this.images.pullImage(image, each);
      } catch (error) {
        failures.push(error);
      }
    }
    throw failures.at(-1);
  }
}
