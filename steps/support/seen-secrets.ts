/**
 * What is secret of what a run has sent and received. A target is watched, so that steps of every kind are: whatever they read and
 * whatever they make of it. The runner masks it where bytes leave; Cucumber's own command has no such place, so there the steps do it.
 */
import type { IWorldOptions } from '@cucumber/cucumber';
import type { Requester, Target } from '../../src/index';
import { findInRequest, findInResponse } from '../../src/report/masking/find-in-exchange';
import { findInText } from '../../src/report/masking/find';
import type { Found } from '../../src/report/masking/found';
import type { Masker } from '../../src/report/masking/masker';

/** The target, with what is secret of each exchange, and who asks, handed on. */
export function watched<T extends Target>(target: T, learn: (all: readonly Found[]) => void, asks: (requester: Requester) => void): Target {
  return {
    kubernetesVersion: target.kubernetesVersion,
    server: target.server,
    send: async (request) => {
      asks(request.as);
      learn(findInRequest(request));
      const response = await target.send(request);
      learn(findInResponse(request, response));
      return response;
    },
    kubeconfig: async (requester) => {
      asks(requester);
      const text = await target.kubeconfig(requester);
      learn(findInText(text));
      return text;
    },
    ...(target.nodes && { nodes: target.nodes }),
    close: () => target.close(),
    ...('explain' in target && typeof target.explain === 'function' && { explain: target.explain.bind(target) as unknown }),
  };
}

interface Masking {
  readonly runnerMasks?: boolean;
  readonly showSecrets?: boolean;
}

/** Whether the steps mask what they say, because no runner does. */
export const masksHere = ({ runnerMasks, showSecrets }: Masking): boolean => runnerMasks !== true && showSecrets !== true;

/** The options of a world whose attachments and logs are masked. */
export const masking = <P>(options: IWorldOptions<P>, secrets: () => Masker): IWorldOptions<P> => ({
  ...options,
  attach: ((data: unknown, ...rest: readonly unknown[]) =>
    (options.attach as (...given: readonly unknown[]) => unknown)(typeof data === 'string' ? secrets().text(data) : data, ...rest)) as typeof options.attach,
  log: (text) => options.log(typeof text === 'string' ? secrets().text(text) : text),
});

/** The error with what is secret masked in its text. */
export function maskedError(error: unknown, secrets: Masker): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? secrets.text(error) : error;
  error.message = secrets.text(error.message);
  if (error.stack !== undefined) error.stack = secrets.text(error.stack);
  return error;
}
