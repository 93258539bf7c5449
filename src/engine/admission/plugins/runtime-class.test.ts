import { describeReplayed } from '../../replayed-rules.fixture';

describeReplayed('RuntimeClass', {
  '1.37/admission/runtime-class': {
    3: 'the nodes of a class and of its pod do not conflict',
    4: 'the class is there',
    5: 'only a class brings overhead',
    6: 'the overhead of a pod is that of its class',
  },
});
