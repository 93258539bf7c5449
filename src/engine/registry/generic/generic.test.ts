import { describe, it } from 'node:test';
import { expect } from 'expect';
import { replayedRules } from '../../replayed-rules.fixture';

const RULES = replayedRules({
  '1.20/rest/concurrency': {
    3: 'store-update.ts: an update with an older resourceVersion conflicts',
    5: 'store-update.ts: an update that changes nothing keeps the resourceVersion',
    6: 'store-update.ts: an update without a resourceVersion goes on',
    7: 'store-update.ts: a UID in the body is a precondition',
    9: 'resource-version.ts: a resourceVersion is a number',
    12: 'received-object.ts: the namespace of the object is that of the path',
    13: 'received-object.ts: so is the name',
    14: 'received-object.ts: the object has a name',
    16: 'system-fields.ts: fields of the server are not changed',
    17: 'store-update.ts: most kinds are not created by an update',
    19: 'store-update.ts: nor where a UID is named',
    37: 'update-admission.ts: an update that creates needs the right to create',
    38: 'store-delete.ts: the UID of a precondition',
    40: 'store-delete.ts: the resourceVersion of a precondition',
    42: 'store-create.ts: a dry run stores nothing',
    43: 'store-create.ts: a dry run conflicts',
    44: 'write-options.ts: dryRun is All',
  },
  '1.20/rest/deletion': {
    2: 'finalizers.ts: an object with finalizers is marked',
    5: 'finalizers.ts: a marked object gets no new ones',
    7: 'store-create.ts: a marked object is in the way of a new one',
    9: 'store-update.ts: an object without the last finalizer is gone',
    11: 'delete-options.ts: Orphan is a finalizer',
    14: 'delete-options.ts: Background is none',
    17: 'delete-options.ts: Foreground is a finalizer',
    22: 'delete-options.ts: options may be in the query',
    25: 'delete.ts: a kind without a grace period goes at once',
  },
  '1.36/watch/events': {
    12: 'watch.ts: each change since a resourceVersion',
    18: 'watch.ts: an object that leaves the selector is deleted, one that comes back is added',
    21: 'watch.ts: nothing of what is not selected',
    22: 'watch.ts: a path with watch in it',
    23: 'watch.ts: and of one object',
  },
  '1.37/patch/merge': {
    3: 'patch-mechanisms.ts: null removes a field',
    7: 'patch.ts: the object that is patched is of its type',
    10: 'patch-mechanisms.ts: a merge patch is an object',
    15: 'received-object.ts: a patch does not change the name',
    16: 'received-object.ts: nor the namespace',
    17: 'store-update.ts: nor the UID',
    18: 'store-update.ts: a resourceVersion in a patch is a precondition',
    25: 'patch-mechanisms.ts: a list is replaced',
  },
  '1.36/modern-rest/shards': {
    11: 'shard-selector.ts: the objects whose namespace hashes into the range',
    13: 'shard-selector.ts: several ranges',
    14: 'shard-selector.ts: the whole range',
    16: 'shard-selector.ts: a bound has 16 digits',
    20: 'shard-selector.ts: only two fields are hashed',
    21: 'shard-selector.ts: it is a range',
    25: 'shard-selector.ts: a range has three arguments',
  },
});

describe('what all kinds have alike', () => {
  for (const { rule, difference } of RULES)
    it(rule, async () => {
      expect(await difference()).toBe('');
    });
});
