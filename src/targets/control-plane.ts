/**
 * An API server with its controllers beside it. After each write the controllers finish what they make of it before the
 * answer goes out, so that the next request sees a cluster at rest: no test ever waits or polls.
 */
import { clientOf } from '../controllers/client';
import { chosenControllers, unknownController } from '../controllers/all-controllers';
import { systemClock, type Clock } from '../controllers/clock';
import { startControllers, type Controllers } from '../controllers/controllers';
import { scheduler } from '../controllers/scheduler/scheduler';
import { ApiServer } from '../engine/api-server';
import type { Attributes } from '../engine/api/attributes';
import type { ChainExplainer, Explanation } from '../engine/api/explainer';
import type { ApiRequest, ApiResponse } from '../engine/api/http';
import type { ServeOptions } from '../engine/options/parse';
import { StartError } from '../engine/errors/start-error';

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

export class ControlPlane implements ChainExplainer {
  readonly #server: ApiServer;
  readonly #controllers: Controllers;

  private constructor(
    readonly options: ServeOptions,
    /** PEM of the authority that pods shall trust. */
    readonly rootCa: string,
    server: ApiServer,
    controllers: Controllers,
    /** The time that the controllers see. */
    readonly clock: Clock,
  ) {
    this.#server = server;
    this.#controllers = controllers;
  }

  /** Throws StartError when the options name files that are not good, or controllers that are not there. */
  static async start(options: ServeOptions, rootCa: string, clock: Clock = systemClock): Promise<ControlPlane> {
    const unknown = unknownController(options.controllers, options.version);
    if (unknown !== undefined) throw new StartError(unknown);
    return ControlPlane.#around(ApiServer.start(options), options, rootCa, clock);
  }

  /** Another control plane with the objects of this moment. With options it is one that was started anew, which reads its files again. */
  fork(options: ServeOptions = this.options, clock: Clock = this.clock): Promise<ControlPlane> {
    const own = { ...options, loopbackToken: this.options.loopbackToken ?? '' };
    return options === this.options
      ? ControlPlane.#around(this.#server.fork(), options, this.rootCa, clock, this.#controllers)
      : ControlPlane.#around(this.#server.fork(own), own, this.rootCa, clock, this.#controllers);
  }

  handle(request: ApiRequest): Promise<ApiResponse> {
    return READS.has(request.method) ? this.#server.handle(request) : this.#write(request);
  }

  async #write(request: ApiRequest): Promise<ApiResponse> {
    await this.#controllers.attend(request.target);
    const response = await this.#server.handle(request);
    await this.#controllers.settled();
    return response;
  }

  /** Resolves when the controllers have nothing left to do but what waits for its time. */
  settled(): Promise<void> {
    return this.#controllers.settled();
  }

  explain(attributes: Attributes): Promise<readonly Explanation[]> {
    return this.#server.explain(attributes);
  }

  /** Resolves when what the audit log still has to write is written. */
  close(): Promise<void> {
    this.#controllers.stop();
    return this.#server.close();
  }

  static async #around(server: ApiServer, options: ServeOptions, rootCa: string, clock: Clock, origin?: Controllers): Promise<ControlPlane> {
    await server.ready;
    const authorization = `Bearer ${options.loopbackToken ?? ''}`;
    const client = clientOf((request) => server.handle(request), { authorization });
    const controllers = await startControllers(client, {
      version: options.version,
      running: [...chosenControllers(options.version, options.controllers), ...(options.scheduler ? [scheduler] : [])],
      clientFor: (userAgent) => clientOf((request) => server.handle(request), { authorization, 'user-agent': userAgent }),
      clock,
      onDemand: true,
      rootCa,
      signToken: (secret) => server.tokens.issueLegacy(secret),
      ...(origin && { origin }),
    });
    await controllers.settled();
    return new ControlPlane(options, rootCa, server, controllers, clock);
  }
}
