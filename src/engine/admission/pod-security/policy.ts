/** Which level and version of the Pod Security Standards a namespace asks for. After k8s.io/pod-security-admission/api/helpers.go */
import { own } from '../../golang/map';
import { invalidValue, type FieldError } from '../../errors/field-error';

export type Level = 'privileged' | 'baseline' | 'restricted';
export type Mode = 'enforce' | 'audit' | 'warn';

export interface LevelVersion {
  readonly level: Level;
  /** latest, or v1.N */
  readonly version: string;
}
export type Policy = Readonly<Record<Mode, LevelVersion>>;

type Labels = Readonly<Record<string, string>>;

const LEVELS: readonly Level[] = ['privileged', 'baseline', 'restricted'];
/** In upstream's order. */
export const MODES: readonly Mode[] = ['enforce', 'audit', 'warn'];
export const LEVEL_WANTED = `must be one of ${LEVELS.join(', ')}`;
export const VERSION_WANTED = 'must be "latest" or "v1.x"';
export const PREFIX = 'pod-security.kubernetes.io/';

export const isLevel = (text: string): text is Level => LEVELS.some((level) => level === text);
export const isVersion = (text: string): boolean => text === 'latest' || /^v1\.(\d|[1-9]\d*)$/.test(text);

export const isStricter = (a: Level, b: Level): boolean => LEVELS.indexOf(a) > LEVELS.indexOf(b);
export const describeLevel = ({ level, version }: LevelVersion): string => `${level}:${version}`;
const isPrivileged = ({ level }: LevelVersion): boolean => level === 'privileged';
export const isFullyPrivileged = (policy: Policy): boolean => MODES.every((mode) => isPrivileged(policy[mode]));
/** Whether both ask for the same, by whatever version where nothing is asked for. */
export const isEquivalent = (one: Policy, other: Policy): boolean =>
  MODES.every((mode) => (isPrivileged(one[mode]) && isPrivileged(other[mode])) || isSame(one[mode], other[mode]));
/** The modes in which labels ask for something, each with what it asks for. */
export const describeModes = (policy: Policy, labels: Labels): string =>
  MODES.filter((mode) => !isPrivileged(policy[mode]) && [`${PREFIX}${mode}`, `${PREFIX}${mode}-version`].some((label) => own(labels, label) !== undefined))
    .map((mode) => `${mode}=${describeLevel(policy[mode])}`)
    .join(', ');

export interface PolicyRead {
  readonly policy: Policy;
  readonly errors: readonly FieldError[];
}

const problem = (label: string, value: string, why: string): FieldError => invalidValue(`metadata.labels[${label}]`, value, why);

function readMode(labels: Labels, mode: Mode, defaults: LevelVersion): { readonly read: LevelVersion; readonly errors: readonly FieldError[] } {
  const [levelLabel, versionLabel] = [`${PREFIX}${mode}`, `${PREFIX}${mode}-version`];
  const [level, version] = [own(labels, levelLabel), own(labels, versionLabel)];
  const errors = [
    ...(level === undefined || isLevel(level) ? [] : [problem(levelLabel, level, LEVEL_WANTED)]),
    ...(version === undefined || isVersion(version) ? [] : [problem(versionLabel, version, VERSION_WANTED)]),
  ];
  // What is not understood is enforced as strictly as can be, and neither audited nor warned of.
  const fallback = mode === 'enforce' ? 'restricted' : 'privileged';
  return {
    read: {
      level: level === undefined ? defaults.level : isLevel(level) ? level : fallback,
      version: version === undefined ? defaults.version : isVersion(version) ? version : 'latest',
    },
    errors,
  };
}

/** There is always a policy, also where labels are wrong. */
export function policyOf(labels: Labels, defaults: Policy): PolicyRead {
  const [enforce, audit, warn] = [
    readMode(labels, 'enforce', defaults.enforce),
    readMode(labels, 'audit', defaults.audit),
    readMode(labels, 'warn', defaults.warn),
  ];
  const errors = [...enforce.errors, ...audit.errors, ...warn.errors];
  const enforced = own(labels, `${PREFIX}enforce`);
  // The level to warn of defaults to the enforced one.
  const isWarnedOfEnforced =
    own(labels, `${PREFIX}warn`) === undefined && enforced !== undefined && isLevel(enforced) && isStricter(enforce.read.level, warn.read.level);
  const version = own(labels, `${PREFIX}warn-version`) === undefined ? enforce.read.version : warn.read.version;
  const warned = isWarnedOfEnforced ? { level: enforce.read.level, version } : warn.read;
  return { policy: { enforce: enforce.read, audit: audit.read, warn: warned }, errors };
}

export const isSame = (a: LevelVersion, b: LevelVersion): boolean => a.level === b.level && a.version === b.version;
