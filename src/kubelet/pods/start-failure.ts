/** Why a container was not started: the reason and message of its waiting state. Upstream: pkg/kubelet/container/sync_result.go */
export class StartFailure extends Error {
  constructor(
    readonly reason: string,
    message: string,
  ) {
    super(message);
  }
}
