/** VolumeAttachments. After k8s.io/kubernetes/pkg/registry/storage/volumeattachment and pkg/apis/storage/validation. */
import { dnsSubdomain } from '../../../../apimachinery/names';
import { required } from '../../../../errors/field-error';
import { complaints, present } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { validateDriverName } from '../../core/volume-sources';
import { validated, withStatus } from '../../../generic/status-and-generation';
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

export const volumeAttachments: Strategy = {
  ...withStatus(validated(validateVolumeAttachment)),
  returnsDeletedObject: () => true,
  allowUnconditionalUpdate: false,
};
