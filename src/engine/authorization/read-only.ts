/**
 * Whether a request only reads. Impersonation asks about a request under a verb of its own and leaves this as it is, so a policy
 * that is readonly allows to impersonate for what only reads.
 * After AttributesRecord.IsReadOnly of k8s.io/apiserver/pkg/authorization/authorizer/interfaces.go.
 */
import type { Attributes } from '../api/attributes';

export const READING_VERBS: readonly string[] = ['get', 'list', 'watch'];

export const isReadOnly = ({ verb, readOnly }: Attributes): boolean => readOnly ?? READING_VERBS.includes(verb);
