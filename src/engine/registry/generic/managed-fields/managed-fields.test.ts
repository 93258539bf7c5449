import { describeReplayed } from '../../../replayed-rules.fixture';

describeReplayed('owners of fields', {
  '1.37/managed-fields/apply': {
    2: 'apply.ts: a configuration that is applied creates, and its manager owns what it says',
    3: 'apply.ts: a second manager owns what it says, and the fields of the first stay',
    4: 'apply.ts: another value of a field that one owns conflicts',
    5: 'apply.ts: force takes the field',
    6: 'merge.ts: a field that its only manager no longer says is gone',
    9: 'managers.ts: a conflict names a manager that updated with its version',
    12: 'structure.ts: a list that is atomic is owned as a whole',
    14: 'last-applied.ts: what a client owned by an update stays',
    16: 'field-set-of.ts: items of a list are owned by their key',
    18: 'compare.ts: a conflict names the field',
  },
  '1.37/managed-fields/objects': {
    2: 'track.ts: who creates owns what it says',
    3: 'track.ts: an update of another value owns it',
    4: 'track.ts: an update that changes nothing changes no owner',
    6: 'managers.ts: ?fieldManager names the manager',
    19: 'update.ts: who no longer says a field loses it',
    37: 'managers.ts: a subresource is a manager of its own',
  },
  '1.37/patch/apply-types': {
    15: 'typed-patch.ts: a map is wanted',
    57: 'typed-patch.ts: a list is wanted',
    71: 'typed-patch.ts: a number is wanted',
    85: 'typed-patch.ts: a text is wanted',
    113: 'typed-patch.ts: a text is wanted in a list',
  },
});
