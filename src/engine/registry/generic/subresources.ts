/**
 * The subresources that are kept with their parent or act on it. Keyed 'group/resource/subresource', or 'subresource' for
 * those that every kind has alike.
 */
import type { Answer } from '../../api/registry';
import type { Exchange } from './exchange';
import { get } from './get';
import { patch } from './patch';
import type { Resource } from './resource';
import type { Action } from './route';
import { update } from './update';
import { certificateApproval } from '../kinds/certificates/certificate-signing-request/approval';
import { componentStatuses } from '../kinds/core/component-status/component-statuses';
import { connectPod, podLog } from '../kinds/core/pod/kubelet';
import { bindPod } from '../kinds/core/pod/binding';
import { podEphemeralContainers } from '../kinds/core/pod/ephemeral-containers';
import { evictPod } from '../kinds/core/pod/eviction';
import { finalizeNamespace } from '../kinds/core/namespace/finalize';
import { connectNode, connectService } from '../kinds/core/service/proxy';
import { scaleHandlers } from './scale-subresource';
import { withStatusStrategy } from './status-subresource';
import { table } from '../../golang/map';

type Handle = (exchange: Exchange) => Answer | Promise<Answer>;
export type Handlers = Readonly<Partial<Record<Action, Handle>>>;

const connect = (handle: Handle): Handlers => ({ connect: handle });

const OWN = table<Handlers>({
  '/bindings': { create: bindPod },
  '/componentstatuses': componentStatuses,
  '/pods/binding': { post: bindPod },
  '/pods/eviction': { post: evictPod },
  '/pods/ephemeralcontainers': podEphemeralContainers,
  '/pods/log': { get: podLog },
  '/pods/exec': connect(connectPod),
  '/pods/attach': connect(connectPod),
  '/pods/portforward': connect(connectPod),
  '/pods/proxy': connect(connectPod),
  '/services/proxy': connect(connectService),
  '/nodes/proxy': connect(connectNode),
  '/namespaces/finalize': { update: finalizeNamespace },
  'certificates.k8s.io/certificatesigningrequests/approval': certificateApproval,
});

const STATUS: Handlers = { get, update: (exchange) => update(withStatusStrategy(exchange)), patch: (exchange) => patch(withStatusStrategy(exchange)) };
/** Subresources through which an ordinary object is read and written. */
const PLAIN: Handlers = { get, update, patch };

export function subresourceHandlers({ group, resource }: Resource, subresource: string, action: Action): Handle | undefined {
  const own = OWN[subresource === '' ? `${group}/${resource}` : `${group}/${resource}/${subresource}`];
  if (own !== undefined) return own[action];
  if (subresource === 'status') return STATUS[action];
  if (subresource === 'scale') return scaleHandlers[action];
  return subresource === '' ? undefined : PLAIN[action];
}
