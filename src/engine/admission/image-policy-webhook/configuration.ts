/**
 * The configuration of ImagePolicyWebhook: where the webhook is, how long its answers count, and what counts where there is none.
 * After plugin/pkg/admission/imagepolicy/config.go
 */
import { TypeTable } from '../../catalog/types';
import { formatDuration } from '../../golang/duration';
import { readUnversioned } from '../configuration/unversioned';

/** Times in milliseconds; 0 is none. */
export interface ImagePolicy {
  readonly kubeConfigFile: string;
  readonly allowTtl: number;
  readonly denyTtl: number;
  readonly retryBackoff: number;
  readonly defaultAllow: boolean;
}

const TYPES = new TypeTable({
  'imagepolicy.AdmissionConfig': { imagePolicy: 'ImagePolicyWebhook imagepolicy.imagePolicyWebhookConfig' },
  'imagepolicy.imagePolicyWebhookConfig': {
    kubeConfigFile: 'KubeConfigFile string',
    allowTTL: 'AllowTTL time.Duration',
    denyTTL: 'DenyTTL time.Duration',
    retryBackoff: 'RetryBackoff time.Duration',
    defaultAllow: 'DefaultAllow bool',
  },
  'time.Duration': 'int64',
});

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const NANOSECOND = 1e-6;

interface Range {
  /** The unit in which the file has it. */
  readonly unit: number;
  readonly least: number;
  readonly most: number;
  readonly otherwise: number;
}
const BACKOFF: Range = { unit: 1, least: NANOSECOND, most: 5 * MINUTE, otherwise: 500 };
const ALLOW: Range = { unit: SECOND, least: SECOND, most: 30 * MINUTE, otherwise: 5 * MINUTE };
const DENY: Range = { ...ALLOW, otherwise: 30 * SECOND };

/** -1 switches it off, and 0 stands for the default. */
function within({ unit, least, most, otherwise }: Range, given: number | bigint): number {
  if (Number(given) === -1) return 0;
  if (Number(given) === 0) return otherwise;
  const value = Number(given) * unit;
  if (value >= least && value <= most) return value;
  const shortest = least === NANOSECOND ? '1ns' : formatDuration(least);
  throw new Error(`valid value is between ${shortest} and ${formatDuration(most)}, got ${formatDuration(value)}`);
}

export function imagePolicyIn(text: string | undefined): ImagePolicy {
  if (text === undefined) throw new Error('no config specified');
  const { value, problem } = readUnversioned(text, TYPES, 'imagepolicy.AdmissionConfig');
  if (problem !== undefined) throw problem;
  const { kubeConfigFile, allowTTL, denyTTL, retryBackoff, defaultAllow } = (
    value as unknown as {
      readonly imagePolicy: Readonly<Record<'allowTTL' | 'denyTTL' | 'retryBackoff', number>> & {
        readonly kubeConfigFile: string;
        readonly defaultAllow: boolean;
      };
    }
  ).imagePolicy;
  const backoff = within(BACKOFF, retryBackoff);
  return { kubeConfigFile, retryBackoff: backoff, allowTtl: within(ALLOW, allowTTL), denyTtl: within(DENY, denyTTL), defaultAllow };
}
