/** The programs that the API server of a scenario calls: its webhooks, which close with the scenario, and the OIDC issuer of the run. */
import type { ReceivedRequest } from '../../src/index';
import type { Found } from '../../src/report/masking/found';
import { responseIn } from './admission-review';
import type { Issuer } from './issuer';
import type { Run } from './run';
import type { Scenario } from './scenario';
import type { ServerFiles } from './server-files';
import { Webhook } from './webhook';

interface Surroundings {
  readonly scenario: Scenario;
  readonly run: () => Run;
  readonly server: { readonly files: ServerFiles; readonly refusedToStart: boolean };
  readonly learn: (all: readonly Found[]) => void;
}

export class ScenarioBackends {
  readonly #around: Surroundings;
  #webhook: Promise<Webhook> | undefined;
  #admission: Promise<Webhook> | undefined;
  #issuer: Promise<Issuer> | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  webhook(): Promise<Webhook> {
    return (this.#webhook ??= this.#openWebhook());
  }

  issuer(): Promise<Issuer> {
    return (this.#issuer ??= this.#openIssuer());
  }

  /** Opens a webhook that has to receive a request. Without a body it does not respond. */
  async presumeWebhook(path: string, body: string | undefined, status?: number): Promise<void> {
    const webhook = await this.webhook();
    webhook.answer(path, body, status);
    this.#around.scenario.presumptions.add({
      called: path,
      complaint: `the webhook at ${path} receives no request. Name it in a flag or in a file that a flag names; or, if that is what is shown: Then the webhook at ${path} received 0 requests`,
      isUsed: () => this.#around.server.refusedToStart || webhook.hasReceivedAt(path),
    });
  }

  /** Opens a webhook that objects name, and that has to receive a request. Without a response it does not respond. */
  async presumeAdmissionWebhook(path: string, response: string | undefined): Promise<void> {
    const webhook = await (this.#admission ??= this.#openAdmission());
    webhook.answerReviews(path, response === undefined ? undefined : responseIn(response), this.#around.learn);
    this.#around.scenario.presumptions.add({
      called: path,
      complaint: `the webhook at ${path} receives no request. Name it in the clientConfig of an object, {url: "https://$ADMISSION${path}", caBundle: $ADMISSION_CA}, whose rules match a request; or, if that is what is shown: Then the webhook at ${path} received 0 requests`,
      isUsed: () => webhook.hasReceivedAt(path),
    });
  }

  /** Throws when no webhook is there: that none received nothing. */
  async receivedAt(path: string): Promise<readonly ReceivedRequest[]> {
    const admission = await this.#admission;
    return (admission?.answers.has(path) === true ? admission : await this.webhook()).receivedAt(path);
  }

  /** Requests that webhooks receive meanwhile do not count. */
  async withoutRecording<T>(act: () => Promise<T>): Promise<T> {
    const opened = [await this.#webhook, await this.#admission].filter((webhook) => webhook !== undefined);
    return opened.reduce<() => Promise<T>>((inner, webhook) => () => webhook.withoutRecording(inner), act)();
  }

  #openWebhook(): Promise<Webhook> {
    const { run, server } = this.#around;
    return this.#closing(Webhook.open(run().backends, server.files.folder));
  }

  #openAdmission(): Promise<Webhook> {
    const { run, server } = this.#around;
    return this.#closing(Webhook.openForAdmission(run().backends, server.files));
  }

  /** The scenario closes it. */
  async #closing(opening: Promise<Webhook>): Promise<Webhook> {
    const webhook = await opening;
    this.#around.scenario.resources.add(() => webhook.backend.close());
    return webhook;
  }

  async #openIssuer(): Promise<Issuer> {
    const issuer = await this.#around.run().issuer();
    issuer.describeIn(this.#around.server.files.folder);
    return issuer;
  }
}
