/**
 * The configuration of MutatingAdmissionWebhook and ValidatingAdmissionWebhook: a kubeconfig, whose users are who the server is to
 * each webhook. After k8s.io/apiserver/pkg/admission/plugin/webhook/config/kubeconfig.go
 */
import { isAbsolute } from 'node:path';
import { TypeTable } from '../../catalog/types';
import { invalidValue } from '../../errors/field-error';
import { decodeByScheme, type ConfigurationScheme } from '../../scheme/configuration-scheme';
import type { Version } from '../../versions';
import { readWholeKubeconfig } from '../../webhook/kubeconfig';
import type { Kubeconfig } from '../../webhook/kubeconfig-types';
import { checkStaticManifests } from './static-manifests';

const OF_V1 = { '+TypeMeta': 'meta/v1.TypeMeta', kubeConfigFile: 'KubeConfigFile string' };

const SCHEME = {
  origin: 'k8s.io/apiserver/pkg/admission/plugin/webhook/config/kubeconfig.go:35',
  isStrict: true,
  types: new TypeTable({
    'meta/v1.TypeMeta': { kind: 'Kind string omitempty', apiVersion: 'APIVersion string omitempty' },
    'webhookadmission/v1.WebhookAdmission': OF_V1,
    'webhookadmission/v1alpha1.WebhookAdmission': OF_V1,
  }),
  kinds: {
    'apiserver.config.k8s.io/v1 WebhookAdmissionConfiguration': 'webhookadmission/v1.WebhookAdmission',
    'apiserver.config.k8s.io/v1alpha1 WebhookAdmission': 'webhookadmission/v1alpha1.WebhookAdmission',
  },
} satisfies ConfigurationScheme;

const SCHEME_WITH_MANIFESTS: ConfigurationScheme = {
  ...SCHEME,
  types: new TypeTable({
    'meta/v1.TypeMeta': { kind: 'Kind string omitempty', apiVersion: 'APIVersion string omitempty' },
    'webhookadmission/v1.WebhookAdmission': { ...OF_V1, staticManifestsDir: 'StaticManifestsDir string omitempty' },
  }),
  kinds: { 'apiserver.config.k8s.io/v1 WebhookAdmissionConfiguration': 'webhookadmission/v1.WebhookAdmission' },
};

/** The kubeconfig, where there is one. */
export function webhookAdmissionKubeconfig(text: string | undefined, version: Version): Kubeconfig | undefined {
  if (text === undefined) return undefined;
  const { value } = decodeByScheme(text, version.has('admissionManifests') ? SCHEME_WITH_MANIFESTS : SCHEME, version);
  const { kubeConfigFile: file, staticManifestsDir } = value as unknown as { readonly kubeConfigFile: string; readonly staticManifestsDir?: string };
  // It may be left out where there may be a folder instead.
  if (!isAbsolute(file) && (file !== '' || !version.has('admissionManifests'))) {
    const { field, body } = invalidValue('kubeConfigFile', file, 'must be an absolute file path');
    throw new Error(`${field}: ${body}`);
  }
  checkStaticManifests(staticManifestsDir, version);
  return file === '' ? undefined : readWholeKubeconfig(file, version);
}
