/**
 * EventRateLimit: only so many events a second are written, of the server, of a namespace, of a user, or of a source about an object,
 * as the configuration says. A request beyond that is refused with 429 and Retry-After; a dry run does not count.
 * Upstream: plugin/pkg/admission/eventratelimit
 */
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import { tooManyRequests } from '../../errors/status-error';
import { aggregate } from '../../errors/field-error';
import type { PluginContext } from '../plugin-context';
import { eventRateLimits, type LimitType } from './configuration';
import { TokenBuckets } from './token-buckets';

const DEFAULT_CACHE_SIZE = 4096;

interface Event {
  readonly source?: { readonly component?: string; readonly host?: string };
  readonly involvedObject?: Readonly<Partial<Record<'kind' | 'namespace' | 'name' | 'uid' | 'apiVersion', string>>>;
}

function sourceAndObject({ object }: AdmissionAttributes): string {
  const { source = {}, involvedObject = {} } = (object ?? {}) as Event;
  const { kind, namespace, name, uid, apiVersion } = involvedObject;
  return [source.component, source.host, kind, namespace, name, uid, apiVersion].join('');
}

/** Which events share a bucket. */
const KEYS: Readonly<Record<LimitType, (attributes: AdmissionAttributes) => string>> = {
  Server: () => '',
  Namespace: ({ namespace }) => namespace,
  User: ({ user }) => user.name,
  SourceAndObject: sourceAndObject,
};

const isOfEvent = ({ kind }: AdmissionAttributes): boolean => kind.group === '' && kind.kind === 'Event';

export const createEventRateLimit = ({ configuration, options: { version, elapsed } }: PluginContext): AdmissionPlugin => {
  const limits = eventRateLimits(configuration, version).map(({ type, qps, burst, cacheSize = 0 }) => ({
    type,
    buckets: new TokenBuckets({ perSecond: qps, burst, most: cacheSize === 0 ? DEFAULT_CACHE_SIZE : cacheSize }, elapsed),
  }));
  return {
    name: 'EventRateLimit',
    handles: (operation) => operation === 'CREATE' || operation === 'UPDATE',
    validate(attributes) {
      if (!isOfEvent(attributes) || attributes.dryRun) return;
      const reached = limits.flatMap(({ type, buckets }) => {
        const key = KEYS[type](attributes);
        return buckets.take(key) ? [] : [`limit reached on type ${type} for key ${key}`];
      });
      if (reached.length > 0) throw tooManyRequests(aggregate(reached));
    },
  };
};
