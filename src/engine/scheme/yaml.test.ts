import { describeReplayed } from '../replayed-rules.fixture';

describeReplayed('bodies in YAML', {
  '1.37/decoding/yaml': {
    3: 'a binary value is base64',
    11: 'a tagged number is a number',
    24: 'a handle of a tag is declared',
    27: 'a merge key brings the fields of a map',
    29: 'a merge key wants a map',
    36: 'a quoted merge key is a field',
    48: 'a key that is a number is written as JSON writes it',
    58: 'a key is not a list',
    62: 'a key has 64 bits with a sign',
    74: 'a number is finite',
    78: '017 is a number',
    90: 'control characters are refused',
    102: 'a directive comes once',
    106: 'a tab is not an indentation',
    126: 'a quote ends',
    142: 'half of a pair of surrogates is refused',
    166: 'a line has one key',
  },
});
