/** Removes a Job once it has been over for as long as it says. Upstream: pkg/controller/ttlafterfinished/ttlafterfinished_controller.go */
import { remove } from '../api-error';
import { isTerminating, objectPath, type Controller } from '../controller';
import { keyOf } from '../informer';
import { typed } from '../typed';
import { isFinished, JOBS, type JobSpec, type JobStatus } from './job';

export const ttlAfterFinishedController: Controller = {
  name: 'ttl-after-finished-controller',
  alias: 'ttl-after-finished',
  watches: { [JOBS]: ({ type, object }) => (type === 'DELETED' ? [] : [keyOf(object)]) },
  async reconcile(key, { informer, client, clock, again }) {
    const found = informer(JOBS).get(key);
    if (found === undefined || isTerminating(found)) return;
    const job = typed<JobSpec, JobStatus>(found);
    const { ttlSecondsAfterFinished } = job.spec;
    if (ttlSecondsAfterFinished === undefined || !isFinished(job)) return;
    const finished = (job.status.conditions ?? []).find(({ type, status }) => (type === 'Complete' || type === 'Failed') && status === 'True');
    const left = Date.parse(finished?.lastTransitionTime ?? '') + ttlSecondsAfterFinished * 1000 - clock.now();
    if (left > 0) again(key, left);
    else await remove(client, objectPath(JOBS, job.metadata), { propagationPolicy: 'Foreground', preconditions: { uid: job.metadata.uid } });
  },
};
