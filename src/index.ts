/** The public surface: what steps and programs import. Nothing else of src is meant to be imported from outside. */
export type { ApiResponse } from './engine/api/http';
export type { Needs, Requester, Target, TargetKind, TargetOptions, TargetRequest } from './targets/target';
export { closeTargets, targetKind } from './targets/targets';
export { VERSIONS } from './engine/versions';
