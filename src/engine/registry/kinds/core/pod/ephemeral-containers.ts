/**
 * pods/ephemeralcontainers: containers for a look at a running pod. They are added and never changed or removed; everything
 * else of the pod stays as it is. After podEphemeralContainersStrategy of pkg/registry/core/pod/strategy.go.
 */
import type { Turns } from '../../../../golang/turns';
import type { EphemeralContainer } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../../../api/objects';
import { encodeJson } from '../../../../golang/json';
import { quote } from '../../../../golang/quote';
import { duplicate, forbiddenField, notFoundValue, type FieldError } from '../../../../errors/field-error';
import { withMeta } from '../../../../storage/object-meta';
import type { RegistryContext } from '../../../generic/context';
import { MIRROR_POD } from '../../../../nodes/pod-references';
import { withNextGeneration } from './generation';
import { validatePodAnnotationsUpdate } from './annotations';
import { podSpec, validatePod } from './strategy';
import { isEmpty } from '../../../generic/validation/checks';
import type { Strategy } from '../../../generic/strategy';
import { updatedBy } from '../../../generic/with-strategy';

const FIELD = 'spec.ephemeralContainers';
const containersOf = ({ spec }: KubeObject): readonly EphemeralContainer[] =>
  (spec as { readonly ephemeralContainers?: readonly EphemeralContainer[] } | undefined)?.ephemeralContainers ?? [];

function withContainersOf(object: KubeObject, old: KubeObject, { options, scheme }: RegistryContext): KubeObject {
  const { resourceVersion, uid, managedFields } = object.metadata;
  const ephemeralContainers = containersOf(object);
  const { ephemeralContainers: _old, ...spec } = (old['spec'] ?? {}) as { readonly ephemeralContainers?: unknown };
  const changed = { ...old, spec: { ...spec, ...(ephemeralContainers.length > 0 && { ephemeralContainers }) } };
  const pod = scheme.normalise(withMeta(changed, { resourceVersion, uid, managedFields }), { group: '', version: 'v1', kind: 'Pod' });
  return withNextGeneration({ kind: 'Pod', apiVersion: 'v1', ...pod }, old, options.version);
}

function validateChanges(object: KubeObject, old: KubeObject): readonly FieldError[] {
  const present = new Map(containersOf(object).map((container) => [container.name, container]));
  return containersOf(old).flatMap((container) => {
    const now = present.get(container.name);
    const named = `existing ephemeral containers ${quote(container.name)}`;
    if (now === undefined) return [forbiddenField(FIELD, `${named} may not be removed\n`)];
    return encodeJson(now) === encodeJson(container) ? [] : [forbiddenField(FIELD, `${named} may not be changed\n`)];
  });
}

/** What an ephemeral container may have; pods do not rely on it, so it has no ports, probes or resources. */
const ALLOWED = [
  'name',
  'image',
  'command',
  'args',
  'workingDir',
  'envFrom',
  'env',
  'volumeMounts',
  'volumeDevices',
  'terminationMessagePath',
  'terminationMessagePolicy',
  'imagePullPolicy',
  'securityContext',
  'stdin',
  'stdinOnce',
  'tty',
  'targetContainerName',
];
const FORBIDDEN = 'cannot be set for an Ephemeral Container';

/** Their names are those of no other container, and they look at one that is there. */
function validateContainers(object: KubeObject): readonly FieldError[] {
  const { containers = [], initContainers = [] } = podSpec(object);
  const others = [...(containers ?? []), ...initContainers].map(({ name = '' }) => name);
  const names = [...others];
  return containersOf(object).flatMap((container, index) => {
    const at = `${FIELD}[${index}]`;
    const { name, targetContainerName: target = '', volumeMounts } = container;
    const isTaken = names.includes(name);
    names.push(name);
    return [
      ...(isTaken ? [duplicate(`${at}.name`, name)] : []),
      ...(target !== '' && !others.includes(target) ? [notFoundValue(`${at}.targetContainerName`, target)] : []),
      ...Object.entries(container).flatMap(([field, value]) =>
        ALLOWED.includes(field) || isEmpty(value) ? [] : [forbiddenField(`${at}.${field}`, FORBIDDEN)],
      ),
      ...(volumeMounts ?? []).flatMap(({ subPath, subPathExpr }, mount) => [
        ...(isEmpty(subPath) ? [] : [forbiddenField(`${at}.volumeMounts[${mount}].subPath`, FORBIDDEN)]),
        ...(isEmpty(subPathExpr) ? [] : [forbiddenField(`${at}.volumeMounts[${mount}].subPathExpr`, FORBIDDEN)]),
      ]),
    ];
  });
}

function* validateUpdate(object: KubeObject, old: KubeObject, context: RegistryContext): Turns<readonly FieldError[]> {
  if (old.metadata.annotations?.[MIRROR_POD] !== undefined) return [forbiddenField('', 'static pods do not support ephemeral containers')];
  return [
    ...(yield* validatePod(object, context)),
    ...validateContainers(object),
    ...validatePodAnnotationsUpdate(object, old),
    ...validateChanges(object, old),
  ];
}

const STRATEGY: Strategy = { prepareForUpdate: (object, old, _call, context) => withContainersOf(object, old, context), validateUpdate };

export const podEphemeralContainers = updatedBy(STRATEGY);
