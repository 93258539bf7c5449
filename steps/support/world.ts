/**
 * What a scenario has: its API server with the programs around it, its users, what it has observed last, what it attaches to its report, and
 * what hooks follow of it. `run` is what all scenarios share.
 */
import { setWorldConstructor, World, type IWorldOptions } from '@cucumber/cucumber';
import type { ApiResponse, Requirements, Requester, Target, TargetRequest } from '../../src/index';
import type { Exchange } from '../../src/report/exchange';
import { explain } from '../../src/report/explanation';
import { found, type Found } from '../../src/report/masking/found';
import { assertionCount } from '../../src/runner/assertion-count';
import { Attachments } from './attachments';
import type { CommandResult } from './command';
import { claimsIn, type SigningKey } from './issuer';
import { fieldsNotKept } from './kept-fields';
import type { ObjectReference } from './object-reference';
import { Observed } from './observed';
import type { Parameters } from './parameters';
import { People } from './people';
import type { Run } from './run';
import { runOf } from './runs';
import { Scenario } from './scenario';
import { ScenarioServer } from './scenario-server';
import { masking, masksHere } from './seen-secrets';
import type { Stage } from './there';
import { reviewOf } from './token-review';

const UNKNOWN_FIELDS = 'Correct the name of the field, or run with `--field-validation ignore`.';
const ADMINISTRATOR: Requester = { kind: 'administrator' };

export class ScenarioWorld extends World<Parameters> {
  readonly scenario = new Scenario();
  #logs = 0;
  readonly attachments: Attachments;
  readonly people: People;
  readonly server: ScenarioServer;
  readonly observed = new Observed();

  constructor(options: IWorldOptions<Parameters>) {
    const run = (): Run => runOf(options.parameters);
    const shown = masksHere(options.parameters) ? masking(options, () => run().secrets) : options;
    super({
      ...shown,
      log: (text) => {
        this.#logs += 1;
        shown.log(text);
      },
    });
    const { parameters, scenario } = this;
    this.attachments = new Attachments(options, run);
    this.people = new People(scenario.presumptions, () => !this.server.refusedToStart);
    const { attachments, people } = this;
    this.server = new ScenarioServer({ parameters, run, scenario, attachments, people });
  }

  /** What all scenarios of the run share. */
  get run(): Run {
    return runOf(this.parameters);
  }

  get kubernetesVersion(): string {
    return this.server.kubernetesVersion;
  }

  /** How often something was logged. */
  get logs(): number {
    return this.#logs;
  }

  /** Whether the scenario may pass without asserting anything. */
  get isDraft(): boolean {
    return this.parameters.allowEmpty === true;
  }

  /** Adds to what the scenario needs of its API server. What the target cannot give skips the scenario, with the reason. */
  async need(more: Requirements): Promise<'skipped' | undefined> {
    const reason = await this.server.need(more);
    if (reason === undefined) return undefined;
    this.log(`Not applicable to the target ${this.parameters.target}: ${reason}`);
    return 'skipped';
  }

  runWith(flags: Readonly<Record<string, string>>): Promise<'skipped' | undefined> {
    if (this.server.isRunning) throw new Error('The API server already runs: say how it runs before anything is asked of it.');
    return this.need({ flags });
  }

  target(): Promise<Target> {
    this.observed.read();
    return this.server.target();
  }

  lastExchange(): Exchange {
    return this.observed.lastExchange();
  }

  /** The last command that was run. */
  command(): CommandResult {
    return this.observed.lastCommand();
  }

  /** Throws when nothing has been asked of the API server. */
  requireRequest(): void {
    this.observed.requireRequest();
  }

  /** Steps of your own call this that throw by themselves when something is otherwise, and read nothing of what was observed. */
  asserted(): void {
    this.observed.read();
  }

  /** Adds to what is masked in reports. Steps that get a credential otherwise than from the API server call this. */
  learnSecrets(all: readonly Found[]): void {
    this.attachments.learnSecrets(all);
  }

  /** How many assertions there were until now, and how often something was read to be compared. */
  evidence(): number {
    return this.observed.readings + assertionCount();
  }

  /** The API server with what the scenario says of it. */
  async stage(): Promise<Stage> {
    return { target: await this.target(), people: this.people, texts: this.server.files.texts() };
  }

  bearer(token: string): Requester {
    this.learnSecrets([found(token)]);
    return { kind: 'token', token };
  }

  async giveToken(user: Requester, claims: string, key: SigningKey): Promise<void> {
    const issuer = await this.server.backends.issuer();
    const token = await issuer.token(claimsIn(this.server.files.folder.expandPlaceholders(claims)), key);
    this.learnSecrets([found(token)]);
    this.people.giveToken(user, token);
  }

  /** What the API server says of the user's token. */
  async reviewToken(user: Requester): Promise<object> {
    this.people.asks(user);
    const review = await reviewOf(await this.target(), this.server.files, user);
    this.observed.seeTokenReview();
    return review;
  }

  /** Sends, and attaches the exchange with its reason. `reference` is how the sentence names what is asked for. */
  async send(request: TargetRequest, reference?: ObjectReference): Promise<Exchange> {
    return this.#see(await this.#exchange(request), reference);
  }

  /** Sends a request so many times at the same time. The exchange is the one whose answer has the highest status. */
  async sendAtOnce(request: TargetRequest, times: number): Promise<Exchange> {
    const target = await this.target();
    await this.run.unlessInterrupted();
    // What was written before has its effect, so that nothing waits between the requests.
    await target.send({ as: ADMINISTRATOR, method: 'GET', path: '/version' });
    const responses = await Promise.all(Array.from({ length: times }, () => target.send({ ...request, explainsAdmission: true })));
    const response = responses.reduce((worst, one) => (one.status > worst.status ? one : worst));
    return this.#see(await this.#explained(request, response));
  }

  #see(exchange: Exchange, reference?: ObjectReference): Exchange {
    const failure = exchange.response.status >= 400 ? this.attachments.titleOf(exchange) : undefined;
    this.observed.seeExchange(exchange, failure, reference);
    this.server.auditLog.note(exchange.response);
    return exchange;
  }

  /** Creates as the administrator an object that a scenario presumes. Fails unless it succeeds, and keeps every field unless that is not asked for. */
  async arrange(path: string, object: object): Promise<void> {
    const strict = this.parameters.fieldValidation !== 'ignore';
    const { response } = await this.#exchange({ as: ADMINISTRATOR, method: 'POST', path: strict ? `${path}?fieldValidation=Strict` : path, body: object });
    this.observed.seeArranged(response);
    const body = String(response.body);
    if (response.status >= 300) throw new Error(`POST ${path} was answered ${response.status}: ${body}`);
    const lost = strict ? fieldsNotKept(object, JSON.parse(body) as object) : [];
    if (lost.length > 0)
      throw new Error(
        `The API server did not keep ${lost.join(', ')} of ${JSON.stringify(object)}: it does not know the field, or the feature is off. ${UNKNOWN_FIELDS}`,
      );
  }

  async runCommand(command: string): Promise<void> {
    this.observed.seeCommand(await this.server.commands.run(command));
  }

  async #exchange(request: TargetRequest): Promise<Exchange> {
    const target = await this.target();
    await this.run.unlessInterrupted();
    return this.#explained(request, await target.send({ ...request, explainsAdmission: true }));
  }

  async #explained(request: TargetRequest, response: ApiResponse): Promise<Exchange> {
    const target = await this.target();
    // To explain a request the server is asked once more, and so are its webhooks.
    const exchange = { request, response, explanation: await this.server.backends.withoutRecording(() => explain(target, request)) };
    this.attachments.exchange(exchange);
    await this.server.keepExchange(request, response);
    return exchange;
  }
}

setWorldConstructor(ScenarioWorld);
