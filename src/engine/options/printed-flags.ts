/**
 * Every flag of kube-apiserver with its value as pflag prints it, given or not, once what follows from other flags is filled in: /flagz shows them.
 * After k8s.io/apiserver/pkg/server/flagz/flagreader.go.
 */
import { compareBytes } from '../golang/bytes';
import { formatDuration, parseDuration } from '../golang/duration';
import type { ServerOptions } from '../api/options';
import type { Flag, FlagCatalog } from './flag-catalog';
import { parseBool, parseList } from './flag-values';

type Completed = Pick<
  ServerOptions,
  'apiAudiences' | 'authorizationMode' | 'bindAddress' | 'externalHostname' | 'securePort' | 'serviceAccountIssuer' | 'serviceClusterIpRange'
>;

const list = (items: readonly string[]): string => `[${items.join(',')}]`;
const pairs = (values: readonly string[], prefix = ''): string =>
  values
    .flatMap((value) => value.split(','))
    .map((pair) => `${prefix}${pair}`)
    .sort(compareBytes)
    .join(',');

function printed({ type }: Flag, given: readonly string[]): string {
  const last = given[given.length - 1] ?? '';
  if (type === 'bool') return String(parseBool(last));
  if (type === 'duration') return formatDuration(parseDuration(last));
  if (type === 'stringSlice') return list(given.flatMap(parseList));
  if (type === 'stringArray') return list(given);
  if (type === 'colonSeparatedMultimapStringString') return pairs(given, ':');
  return type.startsWith('map') ? pairs(given) : last;
}

/** Events are not kept unless it is asked for. After WriteWatchCacheSizes of k8s.io/apiserver/pkg/server/options/etcd.go. */
function watchCacheSizes(given: readonly string[]): readonly string[] {
  const sizes = new Map([
    ['events', '0'],
    ['events.events.k8s.io', '0'],
  ]);
  for (const entry of given.flatMap(parseList)) {
    const [resource = '', size = ''] = entry.split('#');
    sizes.set(resource, size);
  }
  return [...sizes].map(([resource, size]) => `${resource}#${size}`).sort(compareBytes);
}

/** Known to the program, and not to its command line. */
const HIDDEN = { 'log-json-info-buffer-size': '0', 'log-json-split-stream': 'false' };

/** `givenOf` are the values that were given for a flag. */
export function printedFlags(catalog: FlagCatalog, givenOf: (name: string) => readonly string[], options: Completed): Readonly<Record<string, string>> {
  const values = [...catalog.flags.values()].map((flag): readonly [string, string] => {
    const given = givenOf(flag.name);
    return [flag.name, given.length === 0 ? flag.default : printed(flag, given)];
  });
  const audiences = options.apiAudiences.length > 0 ? options.apiAudiences : options.serviceAccountIssuer;
  const completed = {
    'advertise-address': givenOf('advertise-address').at(-1) ?? options.bindAddress,
    'api-audiences': list(audiences),
    'authorization-mode': list(options.authorizationMode),
    'bind-address': options.bindAddress,
    'external-hostname': options.externalHostname === '' ? options.bindAddress : options.externalHostname,
    'secure-port': String(options.securePort),
    'service-account-issuer': list(options.serviceAccountIssuer),
    'service-cluster-ip-range': options.serviceClusterIpRange,
    'watch-cache-sizes': list(watchCacheSizes(givenOf('watch-cache-sizes'))),
  };
  const all = { ...Object.fromEntries(values), ...HIDDEN, ...completed };
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => compareBytes(a, b)));
}
