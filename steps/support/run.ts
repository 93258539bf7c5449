/**
 * One run in this process, from BeforeAll to AfterAll. It owns what its scenarios share: the session on the target, the programs that API
 * servers call, the OIDC issuer, and what is secret. It closes all of that, and what scenarios have open still, when the last of them has ended and
 * on Ctrl-C and the other signals that interrupt.
 */
import { Backends, targetKind, type TargetSession } from '../../src/index';
import { Masker } from '../../src/report/masking/masker';
import { guardExit } from '../../src/runner/exit-guard';
import { CLOSED } from '../../src/runner/interrupt';
import { exitCodeOf, INTERRUPTS } from '../../src/runner/interrupt-signals';
import { Issuer } from './issuer';
import type { Parameters } from './parameters';
import type { Scenario } from './scenario';

export class Run {
  readonly backends = new Backends();
  /** What is secret of all that this run has sent and received. */
  readonly secrets = new Masker();
  readonly #session: Promise<TargetSession>;
  readonly #scenarios = new Set<Scenario>();
  /** Where no command watches over the run: in Cucumber's own process, and in those of a parallel run. */
  readonly #guard = CLOSED.hasSubscribers ? undefined : guardExit();
  #issuer: Promise<Issuer> | undefined;
  #closing: Promise<void> | undefined;
  #isInterrupted = false;

  /** Begins to connect. Ctrl-C closes the run from then on. */
  constructor({ target, connection = {} }: Parameters) {
    for (const signal of INTERRUPTS) process.on(signal, this.#interrupt);
    this.#session = targetKind(target).connect(connection);
    this.#session.catch(() => undefined);
  }

  session(): Promise<TargetSession> {
    return this.#session;
  }

  /** Making its keys costs more than all else in a scenario, and a real API server takes seconds to learn them. */
  issuer(): Promise<Issuer> {
    return (this.#issuer ??= Issuer.start(this.backends));
  }

  beginScenario(scenario: Scenario): void {
    this.#scenarios.add(scenario);
  }

  async endScenario(scenario: Scenario): Promise<void> {
    this.#scenarios.delete(scenario);
    await scenario.resources.closeAll();
  }

  /**
   * Does not return after an interruption; the process ends meanwhile. A step that begins, or a request that is sent, would open anew what was closed, and leave
   * it behind.
   */
  unlessInterrupted(): Promise<void> {
    return this.#isInterrupted ? new Promise(() => undefined) : Promise.resolve();
  }

  async end(): Promise<void> {
    await this.#close();
    this.#guard?.release();
    for (const signal of INTERRUPTS) process.off(signal, this.#interrupt);
  }

  /** A terminal and the process that started this one may both send the signal. */
  readonly #interrupt = (signal: NodeJS.Signals): void => {
    if (this.#isInterrupted) return;
    this.#isInterrupted = true;
    void this.#close()
      .catch((error: unknown) => void process.stderr.write(`${String(error)}\n`))
      .then(() => {
        if (CLOSED.hasSubscribers) CLOSED.publish({});
        else process.exit(exitCodeOf(signal));
      });
  };

  #close(): Promise<void> {
    return (this.#closing ??= this.#closeAll());
  }

  /** In reverse order of opening: the scenarios, of which the youngest comes first, the API servers, the programs that they call. */
  async #closeAll(): Promise<void> {
    try {
      await Promise.allSettled([...this.#scenarios].reverse().map((scenario) => this.endScenario(scenario)));
      const session = await this.#session.catch(() => undefined);
      await session?.close();
    } finally {
      await this.backends.close();
    }
  }
}
