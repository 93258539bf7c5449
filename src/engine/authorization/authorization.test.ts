import { describeReplayed } from '../replayed-rules.fixture';

describeReplayed('authorization', {
  '1.37/documented/mode-always-deny': {
    1: 'privileged-group.ts: system:masters may do everything, whatever the modes',
    11: 'modes.ts: AlwaysDeny refuses everything else',
  },
  '1.37/documented/mode-chain': {
    1: 'union.ts: one that allows is enough',
    11: 'union.ts: the reasons of all that refuse are joined, each with its name',
    10: 'authorization.ts: the rules of all modes are listed together',
  },
  '1.36/modern-authorization/order-first-second-rbac': {
    8: 'authorization.ts: the second is asked where the first has no opinion',
    10: 'authorization.ts: what one refuses is not asked of the next',
    11: 'authorization.ts: RBAC is asked after both',
    16: 'authorization.ts: the first that refuses ends it',
  },
  '1.36/modern-authorization/failing-error-noopinion': {
    7: 'authorization.ts: the next is asked where a webhook fails with NoOpinion',
    8: 'union.ts: what a webhook says of its failure is a reason',
    11: 'union.ts: an error of RBAC is a reason',
  },
  '1.36/modern-authorization/failing-bad-deny': {
    8: 'authorization.ts: a webhook that fails with Deny ends it',
  },
  '1.36/modern-authorization/condition-groups': {
    3: 'authorization.ts: a webhook is asked where its conditions hold',
    8: 'authorization.ts: and is not where one does not',
  },
});
