/** The public surface: what steps and programs import. Nothing else of src is meant to be imported from outside. */
export { AnswersByPath, pathOf } from './backends/responses-by-path';
export { Backends } from './backends/backends';
export type { Backend, BackendResponse, ReceivedRequest } from './backends/backend';
export type { ApiResponse } from './engine/api/http';
export { StartError } from './engine/errors/start-error';
export type { Nodes } from './targets/nodes/nodes';
export { ServerFolder } from './targets/server-folder';
export type { ClusterChoice, Requirements, Requester, Target, TargetKind, TargetOptions, TargetRequest, TargetSession } from './targets/target';
export { NotApplicable } from './targets/cluster/not-applicable';
export { targetKind } from './targets/targets';
export { VERSIONS } from './engine/versions';
