import { describeReplayed } from '../../replayed-rules.fixture';

describeReplayed('discovery', {
  '1.36/discovery/groups': {
    1: 'documents.ts: the versions of the core group',
    9: 'documents.ts: a group with its versions',
    18: 'documents.ts: the resources of a version',
    45: 'served-groups.ts: a group that is served since few versions',
  },
  '1.36/discovery/version': {
    9: 'discovery.ts: a document is only read',
    18: 'discovery.ts: who may not is refused before',
  },
  '1.36/discovery/runtime-config': {
    1: 'served-groups.ts: groups and versions of --runtime-config',
    3: 'served-groups.ts: a group whose only version is off',
    9: 'served-groups.ts: a group of which one version is off',
    11: 'discovery.ts: a version of a group that is off',
  },
  '1.37/newest/discovery': {
    1: 'discovery.ts: a group that is off',
    2: 'discovery.ts: a version that there is not, of a group that there is',
    4: 'documents.ts: a version that is there since 1.37',
    20: 'documents.ts: all groups in their order',
  },
});
