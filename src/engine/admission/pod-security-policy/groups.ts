/** The rules about groups: MustRunAs gives the first group of its ranges, MayRunAs gives none, RunAsAny asks for nothing. After group/ of upstream. */
import { GoPrinted, invalidValue } from '../../errors/field-error';
import { when, type Errors } from '../../registry/generic/validation/checks';
import type { IdRange, IdRule } from './policy';

export const isInRanges = (id: number, ranges: readonly IdRange[]): boolean => ranges.some(({ min, max }) => id >= min && id <= max);
/** Returns ranges as Go prints them. */
export const printedRanges = (ranges: readonly IdRange[]): string => `[${ranges.map(({ min, max }) => `{${min} ${max}}`).join(' ')}]`;

/** Returns the group that a pod gets that names none. */
export const defaultGroup = ({ rule, ranges = [] }: IdRule): number | undefined => (rule === 'MustRunAs' ? ranges[0]?.min : undefined);

export function validateGroups(groups: readonly number[], at: string, { rule, ranges = [] }: IdRule): Errors {
  if (rule === 'RunAsAny') return [];
  const printed = new GoPrinted(`[]int64{${groups.join(', ')}}`);
  return [
    ...when(rule === 'MustRunAs' && groups.length === 0, () => invalidValue(at, printed, 'unable to validate empty groups against required ranges')),
    ...groups
      .filter((group) => !isInRanges(group, ranges))
      .map((group) => invalidValue(at, printed, `group ${group} must be in the ranges: ${printedRanges(ranges)}`)),
  ];
}
