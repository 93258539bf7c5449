/**
 * The same object in another version of its API. Nearly always only apiVersion differs; the kinds whose fields differ have a
 * pair of functions in the table: from a version into the one the others are converted through, and back.
 */
import type { GroupVersionKind, KubeObject } from '../api/objects';
import type { Conversion } from './conversions/convertible';
import { events } from './conversions/events';
import { ingresses } from './conversions/ingresses';
import { podAutoscalers } from './conversions/pod-autoscalers';
import { roleBindings } from './conversions/role-bindings';
import { runtimeClasses } from './conversions/runtime-classes';
import type { Version } from '../versions';
import { groupVersionOf } from '../apimachinery/group-version';
import { table } from '../golang/map';

/** By group, version and kind; a version that is not named is the hub. */
const CONVERSIONS = table<Conversion>({ ...events, ...ingresses, ...podAutoscalers, ...roleBindings, ...runtimeClasses });

export function convert(object: KubeObject, to: GroupVersionKind, version: Version, normalise: (object: object) => KubeObject): KubeObject {
  const apiVersion = groupVersionOf(to);
  if (object.apiVersion === apiVersion) return object;
  const hub = CONVERSIONS[`${object.apiVersion ?? ''} ${to.kind}`]?.toHub(object) ?? object;
  const converted = CONVERSIONS[`${apiVersion} ${to.kind}`]?.fromHub(hub, version) ?? hub;
  return normalise({ ...converted, kind: to.kind, apiVersion });
}
