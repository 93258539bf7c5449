import { describeReplayed } from '../../replayed-rules.fixture';

describeReplayed('bodies in protobuf', {
  '1.37/decoding/protobuf': {
    1: 'unknown.ts: there is something after the first four bytes',
    2: 'unknown.ts: the first four bytes say that it is protobuf',
    4: 'unknown.ts: a field has its wire type',
    28: 'unknown.ts: an unknown field is passed over',
    30: 'reader.ts: a group does not end that did not begin',
    34: 'reader.ts: a wire type is one of six',
    36: 'reader.ts: the number of a field is positive',
    46: 'reader.ts: a text is as long as it says',
    58: 'unknown.ts: the kind is that of the resource',
    61: 'unknown.ts: an object without its kind is of the kind of the resource',
    70: 'message.ts: a map has its wire type',
    88: 'message.ts: an unknown field of an entry of a map is passed over',
    94: 'message.ts: so is a key with another wire type',
    97: 'message.ts: a text has its wire type',
    100: 'message.ts: a message is as long as it says',
  },
});
