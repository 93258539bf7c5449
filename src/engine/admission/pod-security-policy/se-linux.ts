/** The rule about SELinux labels: MustRunAs gives its own label and takes no other. After selinux/mustrunas.go of upstream. */
import { invalidValue } from '../../errors/field-error';
import { unless, type Errors } from '../../registry/generic/validation/checks';
import type { PolicySpec, SeLinuxOptions } from './policy';

const FIELDS = ['role', 'type', 'user'] as const;

/** Reports whether levels such as s0:c6,c0 are the same, whatever the order of their categories. */
function isSameLevel(expected: string, actual: string): boolean {
  if (expected === actual) return true;
  const parts = (level: string): readonly string[] => {
    const at = level.indexOf(':');
    return at < 0
      ? []
      : [
          level.slice(0, at),
          level
            .slice(at + 1)
            .split(',')
            .sort()
            .join(','),
        ];
  };
  const [wanted, given] = [parts(expected), parts(actual)];
  return wanted.length > 0 && wanted.join(':') === given.join(':');
}

export function validateSeLinux(options: SeLinuxOptions | undefined, at: string, { rule, seLinuxOptions: expected = {} }: PolicySpec['seLinux']): Errors {
  if (rule === 'RunAsAny' || options === undefined) return [];
  const { level = '' } = options;
  return [
    ...unless(isSameLevel(expected.level ?? '', level), () => invalidValue(`${at}.level`, level, `must be ${expected.level ?? ''}`)),
    ...FIELDS.flatMap((field) =>
      unless((options[field] ?? '') === (expected[field] ?? ''), () =>
        invalidValue(`${at}.${field}`, options[field] ?? '', `must be ${expected[field] ?? ''}`),
      ),
    ),
  ];
}
