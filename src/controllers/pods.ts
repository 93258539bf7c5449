/** What controllers ask of pods: whether they are over or ready, which are on a node, and what is written to the status of one that has to go. */
import { STRATEGIC_MERGE_PATCH, type Reply } from './client';
import { timeText } from './clock';
import { isTerminating, objectPath, PODS, type ControllerContext } from './controller';
import { asPod, type PodObject } from './typed';

/** Its containers have ended for good. */
export const isOver = ({ status }: PodObject): boolean => status.phase === 'Succeeded' || status.phase === 'Failed';

/** A pod that counts: not over, and not going. */
export const isActive = (pod: PodObject): boolean => !isOver(pod) && !isTerminating(pod);

export const readyCondition = ({ status }: PodObject): { readonly status: string; readonly lastTransitionTime?: string } | undefined =>
  (status.conditions as readonly { readonly type: string; readonly status: string; readonly lastTransitionTime?: string }[] | undefined)?.find(
    ({ type }) => type === 'Ready',
  );

export const isReady = (pod: PodObject): boolean => readyCondition(pod)?.status === 'True';

export const podsOnNode = (name: string | undefined, { informer }: Pick<ControllerContext, 'informer'>): readonly PodObject[] =>
  informer(PODS)
    .list()
    .filter((pod) => (pod['spec'] as { readonly nodeName?: string } | undefined)?.nodeName === name)
    .map(asPod);

/** The condition of a pod that is deleted through no fault of its own. Upstream: DisruptionTarget of k8s.io/api/core/v1/types.go */
export const disruptionTarget = ({ metadata }: PodObject, reason: string, message: string, { clock, version }: ControllerContext): object => ({
  type: 'DisruptionTarget',
  status: 'True',
  reason,
  message,
  lastTransitionTime: timeText(clock.now()),
  ...(version.has('podConditionsObserve') && { observedGeneration: metadata.generation }),
});

/** Changes these fields of its status, if it is the same pod still. */
export const patchPodStatus = ({ metadata }: PodObject, status: object, { client }: ControllerContext): Promise<Reply> =>
  client.request('PATCH', objectPath(PODS, metadata, 'status'), { metadata: { uid: metadata.uid }, status }, STRATEGIC_MERGE_PATCH);
