import type { ApiRequest, ApiResponse } from '../api/http';

/** What answers requests. */
export type Handle = (request: ApiRequest) => Promise<ApiResponse>;
