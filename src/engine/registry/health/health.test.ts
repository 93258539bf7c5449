import { describeReplayed } from '../../replayed-rules.fixture';

describeReplayed('health', {
  '1.36/discovery/health': {
    1: 'a server that is well says ok',
    2: 'a path is meant to the letter',
    3: 'verbose lists the checks, whatever its value',
    7: 'a check that is excluded is listed as such',
    9: 'an unknown one that is excluded is named',
    10: 'each check has a path',
    16: 'a check that there is not is not found',
    19: 'without a body where only the head is asked for',
    20: 'any method does',
    36: 'livez has the checks of what starts',
    45: 'readyz has more checks than livez',
  },
});
