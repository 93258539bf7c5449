/**
 * The storage of a fresh cluster: the objects that kube-apiserver of the version makes when it starts, without any controller.
 * What all servers of a version share is put once a process; a cluster is a fork of it with what its options decide.
 */
import { hostname } from 'node:os';
import type { KubeObject } from '../../api/objects';
import type { ServerOptions } from '../../api/options';
import type { Storage } from '../../api/storage';
import { addressRanges, firstAddress } from '../../apimachinery/address-ranges';
import { catalogOf } from '../../catalog/catalog';
import { MemoryStorage } from '../../storage/memory-storage';
import { baseOf, born, filled, isOfOptions, placeOf } from './base';
import { authenticationTrust, isAuthenticationTrust } from './authentication-trust';
import { now } from '../generic/system-fields';

/** The range that a catalogue's server had, and the address of its Service kubernetes. */
const RANGE = '"10.0.0.0/24"';
const FIRST_ADDRESS = '10.0.0.1';

function valuesOf(options: ServerOptions): Readonly<Record<string, string>> {
  return { address: options.bindAddress, port: String(options.securePort), hostname: hostname(), time: now(), date: now().slice(0, 10) };
}

/** The object with the ranges of the options instead of those of the catalogue. */
function inRanges(object: KubeObject, { serviceClusterIpRange }: ServerOptions): KubeObject {
  const ranges = addressRanges(serviceClusterIpRange);
  const [first] = ranges;
  if (first === undefined) return object;
  const text = JSON.stringify(object)
    .replaceAll(RANGE, ranges.map(({ cidr }) => JSON.stringify(cidr)).join(','))
    .replaceAll(FIRST_ADDRESS, firstAddress(first));
  return JSON.parse(first.family === 'IPv4' ? text : text.replaceAll('"IPv4"', '"IPv6"')) as KubeObject;
}

/** Where every change is refused, the server cannot make its own objects either: it asks itself as any client does. */
const refusesAll = ({ enableAdmissionPlugins }: ServerOptions): boolean => enableAdmissionPlugins.includes('AlwaysDeny');

export function bootstrappedStorage(options: ServerOptions): Storage {
  if (refusesAll(options)) return MemoryStorage.empty();
  const storage = baseOf(options).fork();
  const values = valuesOf(options);
  for (const entry of catalogOf(options.version.name).bootstrap.filter(isOfOptions)) {
    const object = isAuthenticationTrust(entry.object) ? authenticationTrust(entry.object, options) : entry.object;
    if (object !== undefined) storage.put(placeOf(entry), born(filled(inRanges(object, options), values)));
  }
  return storage;
}
