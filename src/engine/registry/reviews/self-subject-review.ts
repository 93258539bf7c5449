/** SelfSubjectReview: who the server takes the requester for. After k8s.io/kubernetes/pkg/registry/authentication/selfsubjectreview. */
import type { VerbHandler } from '../generic/context';
import { now } from '../generic/system-fields';
import { receiveObject } from '../generic/received-object';
import { userInfo } from './user-info';

export const selfSubjectReview: VerbHandler = async (call, context) => {
  const { apiGroup, apiVersion } = call.info;
  const { validate } = await receiveObject(call, context, { group: apiGroup, version: apiVersion, kind: 'SelfSubjectReview' });
  await validate();
  return {
    status: 201,
    object: {
      kind: 'SelfSubjectReview',
      apiVersion: `${apiGroup}/${apiVersion}`,
      metadata: { creationTimestamp: now() },
      status: { userInfo: userInfo(call.user) },
    },
  };
};
