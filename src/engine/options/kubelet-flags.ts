/** The flags of how kubelets are reached. After k8s.io/kubernetes/pkg/kubelet/client and cmd/kube-apiserver/app/options. */
import type { ServerOptions } from '../api/options';
import type { FlagValues } from './flag-set';
import { parseUnsigned } from './flag-values';
import { optionalOf } from './optional';

/** Without a certificate for kubelets the server connects to nothing, whatever addresses its objects have (docs/serve.md). */
export function kubeletOptions(values: FlagValues): ServerOptions['kubelet'] {
  const certificate = values.file('kubelet-client-certificate');
  return {
    reach: certificate === undefined ? 'nothing' : 'anything',
    ...optionalOf('certificate', certificate),
    ...optionalOf('key', values.file('kubelet-client-key')),
    ...optionalOf('authority', values.file('kubelet-certificate-authority')),
    preferredAddressTypes: values.list('kubelet-preferred-address-types'),
    port: values.one('kubelet-port', parseUnsigned),
  };
}
