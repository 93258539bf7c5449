/** How a command ended, as the error stream says it. After k8s.io/cri-streaming/pkg/streaming/remotecommand (exec.go, status.go). */

/** `error` is why the command could not be run; a `status` is written as it is. */
export type Outcome = { readonly exitCode: number } | { readonly error: string } | { readonly status: object };

interface Status {
  readonly status?: string;
  readonly message?: string;
  readonly reason?: string;
  readonly details?: { readonly causes?: readonly { readonly reason?: string; readonly message?: string }[] };
  readonly code?: number;
}

function statusOf(outcome: Outcome): Status {
  if ('status' in outcome) return outcome.status;
  if ('error' in outcome) return { status: 'Failure', message: `Internal error occurred: ${outcome.error}`, reason: 'InternalError', code: 500 };
  const { exitCode } = outcome;
  if (exitCode === 0) return { status: 'Success' };
  return {
    status: 'Failure',
    message: `command terminated with non-zero exit code: command terminated with exit code ${exitCode}`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: String(exitCode) }] },
  };
}

/** Since v4 it is a Status with the exit code; before, the message of a failure as text. */
export function writtenStatus(outcome: Outcome, isStatus: boolean): string {
  const status = statusOf(outcome);
  if (isStatus) return JSON.stringify(status);
  return status.status === 'Success' ? '' : (status.message ?? '');
}

const failure = (error: string): Outcome => ({ error });

/** What a client makes of the error stream. After client-go/tools/remotecommand/v4.go and v2.go. */
export function readStatus(text: string, isStatus: boolean): Outcome {
  if (text === '') return { exitCode: 0 };
  if (!isStatus) return failure(`error executing remote command: ${text}`);
  let status: Status;
  try {
    status = JSON.parse(text) as Status;
  } catch (error) {
    return failure(`error stream protocol error: ${String(error)} in ${JSON.stringify(text)}`);
  }
  if (status.status === 'Success') return { exitCode: 0 };
  if (status.status !== 'Failure') return failure('error stream protocol error: unknown error');
  if (status.reason !== 'NonZeroExitCode') return failure(status.message ?? '');
  const code = status.details?.causes?.find(({ reason }) => reason === 'ExitCode')?.message;
  if (code === undefined) return failure('error stream protocol error: no ExitCode cause given');
  return /^\d{1,3}$/.test(code) ? { exitCode: Number(code) } : failure(`error stream protocol error: invalid exit code value ${JSON.stringify(code)}`);
}
