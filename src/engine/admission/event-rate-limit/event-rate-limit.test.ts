import { describeStarts } from '../../recorded-starts.fixture';
import { describeReplayed } from '../../replayed-rules.fixture';

describeStarts('EventRateLimit', {
  'admission-config-1.37': {
    'event rate limit: no kind': 'configuration.ts: it has a kind',
    'event rate limit: unknown field': 'configuration.ts: unknown fields are passed over',
    'event rate limit: qps is a word': 'configuration.ts: a rate is a number',
    'event rate limit: a fraction': 'configuration.ts: a rate has no fraction',
    'event rate limit: no limits': 'configuration.ts: there is a limit',
    'event rate limit: v1': 'configuration.ts: it has a version that is known',
    'event rate limit: one fault': 'configuration.ts: a burst is positive',
    'event rate limit: size of the server': 'configuration.ts: the limit of a server needs no cache',
  },
});

describeReplayed('EventRateLimit', {
  '1.37/admission/event-rate-limit-several': {
    4: 'event-rate-limit.ts: other kinds are not counted',
    6: 'event-rate-limit.ts: a user has a limit',
    7: 'event-rate-limit.ts: all limits that are reached are named',
    10: 'event-rate-limit.ts: whatever the namespace',
    11: 'event-rate-limit.ts: another user has a limit of its own',
    13: 'event-rate-limit.ts: an update counts',
    14: 'event-rate-limit.ts: a deletion does not',
    16: 'event-rate-limit.ts: nor does a dry run',
  },
});
