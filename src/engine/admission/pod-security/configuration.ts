/** What counts where a namespace says nothing. After k8s.io/pod-security-admission/admission/api/v1/defaults.go */
import type { Policy } from './policy';

const PRIVILEGED = { level: 'privileged', version: 'latest' } as const;

export const DEFAULTS: Policy = { enforce: PRIVILEGED, audit: PRIVILEGED, warn: PRIVILEGED };
