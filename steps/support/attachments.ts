/** What a scenario adds to its report: exchanges, commands, manifests, and to the runner what is secret in them. */
import type { IWorldOptions } from '@cucumber/cucumber';
import { pageOf, titleOf, type Exchange } from '../../src/report/exchange';
import { findInText } from '../../src/report/masking/find';
import { FOUND_MEDIA_TYPE, keyOf, writtenFound, type Found } from '../../src/report/masking/found';
import { KEPT_MEDIA_TYPE, type Kept } from '../../src/replay/kept-exchange';
import type { CommandResult } from './command';
import type { Parameters } from './parameters';
import type { Run } from './run';
import { masking, masksHere } from './seen-secrets';

type Attach = IWorldOptions['attach'];

export class Attachments {
  readonly #parameters: Parameters;
  readonly #run: () => Run;
  /** Masks where no runner does. */
  readonly #attach: Attach;
  readonly #handOver: Attach;
  readonly #handedOver = new Set<string>();

  constructor(options: IWorldOptions<Parameters>, run: () => Run) {
    this.#parameters = options.parameters;
    this.#run = run;
    this.#attach = masksHere(options.parameters) ? masking(options, () => run().secrets).attach : options.attach;
    this.#handOver = options.attach;
  }

  /** Adds to what is masked in reports. */
  learnSecrets(all: readonly Found[]): void {
    const { showSecrets, runnerMasks } = this.#parameters;
    if (showSecrets === true) return;
    this.#run().secrets.learn(all);
    if (runnerMasks !== true) return;
    const fresh = all.filter((one) => !this.#handedOver.has(keyOf(one)));
    fresh.forEach((one) => this.#handedOver.add(keyOf(one)));
    if (fresh.length > 0) void this.#handOver(writtenFound(fresh), FOUND_MEDIA_TYPE);
  }

  titleOf(exchange: Exchange): string {
    return titleOf(exchange, this.#parameters.showSecrets);
  }

  exchange(exchange: Exchange): void {
    this.#text(pageOf(exchange, this.#parameters.showSecrets), this.titleOf(exchange));
  }

  command({ command, output }: CommandResult): void {
    this.#text(`$ ${command}\n${output}`, command);
  }

  /** A manifest that the scenario names, as it is written. */
  manifest(file: string, text: string): void {
    this.learnSecrets(findInText(text));
    this.#text(text, file);
  }

  /** For a recording or a comparison; no report shows it. */
  keep(kept: Kept): void {
    this.#attach(JSON.stringify(kept), KEPT_MEDIA_TYPE);
  }

  #text(text: string, fileName: string): void {
    this.#attach(text, { mediaType: 'text/plain', fileName });
  }
}
