/** The public surface: what steps and programs import. Nothing else of src is meant to be imported from outside. */
export type { ApiResponse } from './engine/api/http';
export type { Capabilities, OpenTarget, Requester, Target, TargetOptions, TargetRequest } from './targets/target';
export { openEmbedded } from './targets/embedded';
export { openHttp } from './targets/http';
export { VERSIONS } from './engine/versions';
