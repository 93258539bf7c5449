/** The programs that the API server of a scenario calls: its webhooks and its OIDC issuer. */
import { issuerOfRun, type Issuer } from './issuer';
import type { OpenResources } from './open-resources';
import type { Presumptions } from './presumed';
import type { ScenarioServer } from './scenario-server';
import { Webhook } from './webhook';

export class ScenarioBackends {
  readonly #server: ScenarioServer;
  readonly #resources: OpenResources;
  readonly #presumptions: Presumptions;
  #webhook: Promise<Webhook> | undefined;
  #issuer: Promise<Issuer> | undefined;

  constructor(server: ScenarioServer, resources: OpenResources, presumptions: Presumptions) {
    this.#server = server;
    this.#resources = resources;
    this.#presumptions = presumptions;
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

  /** Requests that webhooks receive meanwhile do not count. */
  async withoutRecording<T>(act: () => Promise<T>): Promise<T> {
    const webhook = await this.#webhook;
    return webhook === undefined ? act() : webhook.withoutRecording(act);
  }

  async #openWebhook(): Promise<Webhook> {
    const webhook = await Webhook.open(this.#server.files.folder);
    this.#resources.add(() => webhook.backend.close());
    return webhook;
  }

  async #openIssuer(): Promise<Issuer> {
    const issuer = await issuerOfRun();
    issuer.describeIn(this.#server.files.folder);
    return issuer;
  }
}
