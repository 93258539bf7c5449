/** The public surface: what steps and programs import. Nothing else of src is meant to be imported from outside. */
export { AnswersByPath, pathOf } from './backends/responses-by-path';
export { otherAuthority } from './backends/authority';
export { openBackend } from './backends/backend';
export type { Backend, BackendResponse, ReceivedRequest } from './backends/backend';
export type { ApiResponse } from './engine/api/http';
export { StartError } from './engine/errors/start-error';
export { clientAuthorityPem } from './targets/credentials';
export { ServerFolder } from './targets/server-folder';
export type { ClusterChoice, Requirements, Requester, Target, TargetKind, TargetOptions, TargetRequest } from './targets/target';
export { NotApplicable } from './targets/cluster/not-applicable';
export { closeTargets, targetKind } from './targets/targets';
export { VERSIONS } from './engine/versions';
