/** VolumeAttachments. After k8s.io/kubernetes/pkg/registry/storage/volumeattachment and pkg/apis/storage/validation. */
import type { Version } from '../../../../versions';
import { quote } from '../../../../golang/quote';
import type { RegistryContext } from '../../../generic/context';
import type { KubeObject } from '../../../../api/objects';
import { declaredImmutable, validatedWithChanges } from '../../../generic/validation/immutable';
import { dnsSubdomain } from '../../../../apimachinery/names';
import { GoPrinted, required, type FieldValue } from '../../../../errors/field-error';
import { complaints, present, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { validateDriverName } from '../../core/volume-sources';
import { withStatus } from '../../../generic/status-and-generation';
import type { Strategy, Validate } from '../../../generic/strategy';

interface AttachmentSpec {
  readonly attacher?: string;
  readonly nodeName?: string;
  readonly source?: { readonly persistentVolumeName?: string; readonly inlineVolumeSpec?: unknown };
}

const validateVolumeAttachment: Validate = (object, { options }) => {
  const { attacher = '', nodeName = '', source } = givenFields<AttachmentSpec>(object['spec']);
  const { persistentVolumeName: name, inlineVolumeSpec } = source ?? {};
  const at = 'spec.source.persistentVolumeName';
  const sources =
    inlineVolumeSpec === undefined && name === undefined
      ? [required('spec.source', 'must specify exactly one of inlineVolumeSpec and persistentVolumeName')]
      : name === undefined
        ? []
        : [...present(name, at, 'must specify non empty persistentVolumeName'), ...complaints(name, at, dnsSubdomain(name))];
  return [...validateDriverName(attacher, 'spec.attacher', options.version), ...sources, ...complaints(nodeName, 'spec.nodeName', dnsSubdomain(nodeName))];
};

function printedSpec({ attacher = '', nodeName = '', source }: AttachmentSpec, version: Version): FieldValue {
  const { persistentVolumeName = null, inlineVolumeSpec = null } = source ?? {};
  if (version.has('jsonFieldErrors'))
    return { Attacher: attacher, Source: { PersistentVolumeName: persistentVolumeName, InlineVolumeSpec: inlineVolumeSpec }, NodeName: nodeName };
  const pointer = (type: string, value: unknown): string => `(*${type})(${value === null ? 'nil' : '0xc000000000'})`;
  const sources = `PersistentVolumeName:${pointer('string', persistentVolumeName)}, InlineVolumeSpec:${pointer('core.PersistentVolumeSpec', inlineVolumeSpec)}`;
  return new GoPrinted(
    `storage.VolumeAttachmentSpec{Attacher:${quote(attacher)}, Source:storage.VolumeAttachmentSource{${sources}}, NodeName:${quote(nodeName)}}`,
  );
}

function validateSpecStays(object: KubeObject, old: KubeObject, { options }: RegistryContext): Errors {
  const [after, before] = [givenFields<AttachmentSpec>(object['spec']), givenFields<AttachmentSpec>(old['spec'])];
  return declaredImmutable(after, before, 'spec', options.version, printedSpec(after, options.version));
}

export const volumeAttachments: Strategy = {
  ...withStatus(validatedWithChanges(validateVolumeAttachment, validateSpecStays, {}, true)),
  returnsDeletedObject: () => true,
  allowUnconditionalUpdate: false,
};
