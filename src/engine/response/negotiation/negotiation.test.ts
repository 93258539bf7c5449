import { describeReplayed } from '../../replayed-rules.fixture';

describeReplayed('negotiation', {
  '1.37/modern-rest/tables': {
    106: 'media-type.ts: a collection as metadata alone',
    107: 'media-type.ts: an object as metadata alone',
  },
  '1.36/discovery/accept': {
    1: 'accept.ts: JSON where nothing is said',
    4: 'route-accept.ts: /api has no application/*',
    7: 'accept.ts: the quality decides',
    9: 'route-accept.ts: what is not offered is not acceptable',
    11: 'accept.ts: any type is one that is offered',
    14: 'accept.ts: a type is of lower case',
    18: 'media-type.ts: discovery is not a table',
    19: 'media-type.ts: the next type counts where one cannot be had',
    29: 'accept.ts: a quality of 0 counts as one',
    32: 'accept.ts: protobuf where it comes first',
    35: 'route-accept.ts: a group has application/*',
    59: 'route-accept.ts: a version of a group has none',
  },
});
