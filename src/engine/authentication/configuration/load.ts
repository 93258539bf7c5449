/**
 * --authentication-config: who may issue tokens, and which paths are open to everybody.
 * After loadAuthenticationConfig of k8s.io/kubernetes/pkg/kubeapiserver/options/authentication.go.
 */
import { readFileBytes } from '../../golang/files';
import { quote } from '../../golang/quote';
import { decodeConfiguration } from '../../scheme/configuration';
import { AUTHENTICATION_TYPES, type AuthenticationConfiguration } from './types';

export function decodeAuthenticationConfiguration(text: string): AuthenticationConfiguration {
  if (text === '') throw new Error('empty config data');
  return decodeConfiguration(text, 'AuthenticationConfiguration', AUTHENTICATION_TYPES) as unknown as AuthenticationConfiguration;
}

/** With the text of the file, by which a later change is known. */
export function loadAuthenticationConfiguration(path: string): { readonly configuration: AuthenticationConfiguration; readonly text: string } {
  try {
    const text = readFileBytes(path).toString();
    return { configuration: decodeAuthenticationConfiguration(text), text };
  } catch (error) {
    throw new Error(`failed to load authentication configuration from file ${quote(path)}: ${(error as Error).message}`, { cause: error });
  }
}
