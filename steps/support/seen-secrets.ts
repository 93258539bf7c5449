/**
 * What is secret of what this process has sent and received. A target is watched, so that steps of every kind are: whatever they read and
 * whatever they make of it. The runner masks it where bytes leave; Cucumber's own command has no such place, so there the steps do it.
 */
import type { IWorldOptions } from '@cucumber/cucumber';
import type { Requester, Target } from '../../src/index';
import { findInRequest, findInResponse } from '../../src/report/masking/find-in-exchange';
import { findInText } from '../../src/report/masking/find';
import type { Found } from '../../src/report/masking/found';
import { Masker } from '../../src/report/masking/masker';

/** Of all scenarios of this process. */
export const seenSecrets = new Masker();

/** The target, with what is secret of each exchange, and who asks, handed on. */
export function watched<T extends Target>(target: T, learn: (all: readonly Found[]) => void, asks: (requester: Requester) => void): Target {
  return {
    kubernetesVersion: target.kubernetesVersion,
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
export const masking = <P>(options: IWorldOptions<P>): IWorldOptions<P> => ({
  ...options,
  attach: ((data: unknown, ...rest: readonly unknown[]) =>
    (options.attach as (...given: readonly unknown[]) => unknown)(typeof data === 'string' ? seenSecrets.text(data) : data, ...rest)) as typeof options.attach,
  log: (text) => options.log(typeof text === 'string' ? seenSecrets.text(text) : text),
});

/** The error with what is secret masked in its text. */
export function maskedError(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? seenSecrets.text(error) : error;
  error.message = seenSecrets.text(error.message);
  if (error.stack !== undefined) error.stack = seenSecrets.text(error.stack);
  return error;
}
