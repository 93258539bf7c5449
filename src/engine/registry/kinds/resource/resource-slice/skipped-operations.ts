/** What a node need not do for a device. After validateSkipNodeOperations of pkg/apis/resource/validation. */
import { duplicate, invalidValue } from '../../../../errors/field-error';
import { each, oneOf, when, type Errors } from '../../../generic/validation/checks';

const OPERATIONS = ['*', 'NodePrepareResources', 'NodeUnprepareResources'];
const [ALL = '', PREPARE = '', UNPREPARE = ''] = OPERATIONS;

export const validateSkippedOperations = (skipped: readonly string[] | undefined, at: string): Errors => [
  ...each(skipped, at, (operation, place, index) => [
    ...when((skipped ?? []).indexOf(operation) < index, () => duplicate(place, operation)),
    ...oneOf(operation, place, OPERATIONS),
  ]),
  ...when(skipped?.includes(PREPARE) === true && !skipped.includes(UNPREPARE) && !skipped.includes(ALL), () =>
    invalidValue(at, skipped ?? [], 'NodePrepareResources cannot be skipped unless NodeUnprepareResources is also skipped'),
  ),
];
