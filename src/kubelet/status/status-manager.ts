/**
 * The statuses of pods as the API has them and shall have them: each is patched in as it changes, one after the other for each pod.
 * Upstream: pkg/kubelet/status/status_manager.go
 */
import { STRATEGIC_MERGE_PATCH, type Client } from '../../controllers/client';
import type { JsonObject } from '../../engine/api/objects';
import type { Version } from '../../engine/versions';
import type { Activity } from '../activity';
import { timeText, type Clock } from '../../controllers/clock';
import type { Pod, PodCondition, PodStatus } from '../pod';
import { statusPatch } from './status-patch';

interface Kept {
  readonly status: PodStatus;
  posting: Promise<void>;
  /** What was posted last, and to which pod of the API: a mirror may be another one since. */
  posted: { readonly status: PodStatus; readonly to: string } | undefined;
}

const isPosted = ({ posted, status }: Kept, { metadata }: Pod): boolean => posted?.status === status && posted.to === metadata.uid;

/** The pod of the API that has the status: of a static pod its mirror. */
export type ApiPodOf = (pod: Pod) => Pod | undefined;

export class StatusManager {
  readonly #kept = new Map<string, Kept>();

  constructor(
    readonly client: Client,
    readonly clock: Clock,
    readonly activity: Activity,
    readonly version: Version,
    readonly apiPodOf: ApiPodOf,
  ) {}

  get(pod: Pod): PodStatus | undefined {
    return this.#kept.get(pod.metadata.uid)?.status ?? (pod.status?.startTime === undefined ? undefined : pod.status);
  }

  /** Takes the status over, with the times at which its conditions changed, and posts it if it is another one. */
  set(pod: Pod, given: PodStatus): void {
    const before = this.get(pod);
    const status = this.#timed(pod, given, before);
    const kept = this.#kept.get(pod.metadata.uid);
    const entry: Kept = { status, posting: kept?.posting ?? Promise.resolve(), posted: kept?.posted };
    this.#kept.set(pod.metadata.uid, entry);
    this.post(pod);
  }

  /** Posts what is not there yet. */
  post(pod: Pod): void {
    const kept = this.#kept.get(pod.metadata.uid);
    const target = this.apiPodOf(pod);
    if (kept === undefined || target === undefined || isPosted(kept, target)) return;
    kept.posting = this.activity.track(kept.posting.then(() => this.#post(pod)).catch(() => undefined));
  }

  /** Resolves when all that was set is posted, or is not posted because the pod is gone. */
  async delivered(pod: Pod): Promise<void> {
    await this.#kept.get(pod.metadata.uid)?.posting;
  }

  forget(uid: string): void {
    this.#kept.delete(uid);
  }

  async #post(pod: Pod): Promise<void> {
    const kept = this.#kept.get(pod.metadata.uid);
    const target = this.apiPodOf(pod);
    if (kept === undefined || target === undefined || isPosted(kept, target)) return;
    const { status } = kept;
    const { name, namespace, uid } = target.metadata;
    const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
    const found = await this.client.request('GET', path);
    const current = found.body as unknown as Pod;
    if (found.status !== 200 || current.metadata.uid !== uid) return;
    const patch = statusPatch(current.status ?? {}, status);
    if (patch !== undefined) {
      const body: JsonObject = { metadata: { uid }, status: patch };
      const answer = await this.client.request('PATCH', `${path}/status`, body, STRATEGIC_MERGE_PATCH);
      if (answer.status >= 500) throw new Error(`status ${answer.status}`);
    }
    kept.posted = { status, to: uid };
    const latest = this.#kept.get(pod.metadata.uid);
    if (latest !== undefined && latest !== kept && latest.status === status) latest.posted = kept.posted;
  }

  #timed(pod: Pod, status: PodStatus, before: PodStatus | undefined): PodStatus {
    const now = timeText(this.clock.now());
    const generation = pod.metadata.generation ?? 0;
    const observed = generation > 0 && this.version.has('generationInPodStatus') ? { observedGeneration: generation } : {};
    const known = [...(before?.conditions ?? []), ...(pod.status?.conditions ?? [])];
    const timed = (condition: PodCondition): PodCondition => {
      const same = known.find(({ type, status: was }) => type === condition.type && was === condition.status);
      return { lastProbeTime: null, ...observed, ...condition, lastTransitionTime: condition.lastTransitionTime ?? same?.lastTransitionTime ?? now };
    };
    return { ...status, ...observed, conditions: (status.conditions ?? []).map(timed), startTime: before?.startTime ?? now };
  }
}
