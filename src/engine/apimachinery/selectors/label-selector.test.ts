import { describeReplayed } from '../../replayed-rules.fixture';

describeReplayed('label selectors', {
  '1.36/rest/selectors': {
    6: 'a key: those that have the label',
    7: '!key: those that lack it',
    8: 'key=value',
    10: 'key!=value: also those that lack the label',
    11: 'key in (a,b)',
    12: 'key notin (a): also those that lack the label',
    13: 'requirements are joined by commas',
    15: 'key=: an empty value',
    16: 'an empty list has the empty value',
    18: 'key>1: a number that is greater',
    20: 'key>1: the value is a number',
    22: 'key>1: a label that is not a number is not selected',
    24: 'spaces alone select everything',
    26: 'spaces do not count',
    28: 'a key may have a prefix',
    29: 'a second = is refused',
    30: 'in wants a parenthesis',
    33: 'a comma wants a requirement after it',
    34: 'a requirement wants a key',
    36: 'two words want an operator between them',
    37: '! wants a key',
    38: '! comes once',
  },
});
