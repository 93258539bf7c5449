/** The programs that the API server of a scenario calls: its webhooks and its OIDC issuer. */
import type { ReceivedRequest } from '../../src/index';
import type { Found } from '../../src/report/masking/found';
import { responseIn } from './admission-review';
import { issuerOfRun, type Issuer } from './issuer';
import type { OpenResources } from './open-resources';
import type { Presumptions } from './presumed';
import type { ScenarioServer } from './scenario-server';
import { Webhook } from './webhook';

export class ScenarioBackends {
  readonly #server: ScenarioServer;
  readonly #resources: OpenResources;
  readonly #presumptions: Presumptions;
  readonly #learn: (all: readonly Found[]) => void;
  #webhook: Promise<Webhook> | undefined;
  #admission: Promise<Webhook> | undefined;
  #issuer: Promise<Issuer> | undefined;

  constructor(server: ScenarioServer, resources: OpenResources, presumptions: Presumptions, learn: (all: readonly Found[]) => void) {
    this.#server = server;
    this.#resources = resources;
    this.#presumptions = presumptions;
    this.#learn = learn;
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
    this.#presumptions.add({
      called: path,
      complaint: `the webhook at ${path} receives no request. Name it in a flag or in a file that a flag names; or, if that is what is shown: Then the webhook at ${path} received 0 requests`,
      isUsed: () => this.#server.refusedToStart || webhook.hasReceivedAt(path),
    });
  }

  /** Opens a webhook that objects name, and that has to receive a request. Without a response it does not respond. */
  async presumeAdmissionWebhook(path: string, response: string | undefined): Promise<void> {
    const webhook = await (this.#admission ??= this.#openAdmission());
    webhook.answerReviews(path, response === undefined ? undefined : responseIn(response), this.#learn);
    this.#presumptions.add({
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

  async #openWebhook(): Promise<Webhook> {
    const webhook = await Webhook.open(this.#server.files.folder);
    this.#resources.add(() => webhook.backend.close());
    return webhook;
  }

  async #openAdmission(): Promise<Webhook> {
    const webhook = await Webhook.openForAdmission(this.#server.files);
    this.#resources.add(() => webhook.backend.close());
    return webhook;
  }

  async #openIssuer(): Promise<Issuer> {
    const issuer = await issuerOfRun();
    issuer.describeIn(this.#server.files.folder);
    return issuer;
  }
}
