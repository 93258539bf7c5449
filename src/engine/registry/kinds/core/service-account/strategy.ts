/** ServiceAccounts: of the Secrets only names are kept. After k8s.io/kubernetes/pkg/registry/core/serviceaccount/strategy.go. */
import { validateWholeMetadata } from '../../../generic/metadata/validation';
import type { KubeObject } from '../../../../api/objects';
import type { Version } from '../../../../versions';
import type { Strategy } from '../../../generic/strategy';

const ENFORCE_MOUNTABLE = 'kubernetes.io/enforce-mountable-secrets';

function withSecretNames(account: KubeObject): KubeObject {
  const secrets = account['secrets'] as readonly { readonly name?: string }[] | undefined;
  return secrets === undefined ? account : { ...account, secrets: secrets.map(({ name }) => (name === undefined || name === '' ? {} : { name })) };
}

/** Only a request that newly sets the annotation is warned. */
function warnings({ metadata }: KubeObject, version: Version, old?: KubeObject): readonly string[] {
  const isSet = metadata.annotations?.[ENFORCE_MOUNTABLE] !== undefined;
  if (!isSet || old?.metadata.annotations?.[ENFORCE_MOUNTABLE] !== undefined || !version.has('secretAnnotationWarning')) return [];
  return [`metadata.annotations[${ENFORCE_MOUNTABLE}]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets`];
}

export const serviceAccounts: Strategy = {
  prepareForCreate: withSecretNames,
  prepareForUpdate: withSecretNames,
  warnings,
  validateUpdate: (account, _old, context) => (context.options.version.has('accountsValidatedTwice') ? validateWholeMetadata(account, context) : []),
  returnsDeletedObject: () => true,
};
