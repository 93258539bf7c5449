/**
 * What a scenario remembers: its API server, who is in which groups, the last exchange, the last command. The API server is
 * opened by the first step that needs it, so that `Given the API server runs with` can say how.
 */
import { readFileSync, statSync } from 'node:fs';
import { setWorldConstructor, World, type IWorldOptions } from '@cucumber/cucumber';
import {
  ServerFolder,
  StartError,
  targetKind,
  VERSIONS,
  type ApiResponse,
  type ClusterChoice,
  type Needs,
  type Requester,
  type Target,
  type TargetKind,
  type TargetRequest,
} from '../../src/index';
import { pageOf, titleOf, type Exchange } from '../../src/report/exchange';
import { explain, type Explanation } from '../../src/report/explanation';
import { findInReport, findInText } from '../../src/report/masking/find';
import { found, FOUND_MEDIA_TYPE, keyOf, writtenFound, type Found } from '../../src/report/masking/found';
import { privateFolder, run, type CommandResult } from './command';
import { keptExchange, keptServer, KEPT_MEDIA_TYPE, type Kept } from '../../src/replay/kept-exchange';
import type { FieldValidation } from '../../src/runner/choice';
import { assertionCount } from '../../src/runner/assertion-count';
import { fieldsNotKept } from './kept-fields';
import { issuerOfRun, type Issuer } from './issuer';
import { folderOfManifests } from './manifests';
import { unlessInterrupted } from './interruption';
import { openResources } from './open-resources';
import type { ObjectReference } from './object-reference';
import { People } from './people';
import { Presumptions } from './presumed';
import { masking, masksHere, seenSecrets, watched } from './seen-secrets';
import type { StepPlace } from './step-place';
import type { Stage } from './there';
import { tokenIn } from './tokens';
import { Webhook } from './webhook';

export interface Parameters {
  readonly target: string;
  readonly kubernetesVersion?: string;
  /** For targets that are there already. */
  readonly connection?: ClusterChoice;
  /** Whether exchanges are kept for a recording or a comparison. */
  readonly keepExchanges?: boolean;
  /** Whether a scenario without a Then passes, for drafts. */
  readonly allowEmpty?: boolean;
  /** `ignore`: the objects of Given steps may have fields that the API server does not keep. */
  readonly fieldValidation?: FieldValidation;
  /** Whether the runner masks what leaves it. */
  readonly runnerMasks?: boolean;
  readonly showSecrets?: boolean;
}

const UNKNOWN_FIELDS = 'Correct the name of the field, or run with `--field-validation ignore`.';
const BEARER = /^whoever has the token "(?<token>[^"]*)"$/;
const SERVICE_ACCOUNT = /^system:serviceaccount:(?<namespace>[^:]+):(?<name>[^:]+)$/;

export class ScenarioWorld extends World<Parameters> {
  readonly resources = openResources();
  readonly kubernetesVersion: string;
  /** The file of the feature, relative to the folder in which the run was started. */
  feature = '';
  /** How many Then steps have passed. */
  assertions = 0;
  /** Where the step stands that runs. */
  place: StepPlace = { line: 1, inBackground: false };
  readonly people = new People();
  readonly presumptions = new Presumptions();
  /** What a Then has read of what was observed, or has said to have asserted. */
  #observations = 0;
  #refused: string | undefined;
  #lastReference: ObjectReference | undefined;
  #hasStarted = true;
  #lastCommand: CommandResult | undefined;
  readonly #kind: TargetKind;
  #needs: Needs;
  #target: Promise<Target> | undefined;
  #folder: ServerFolder | undefined;
  #webhook: Promise<Webhook> | undefined;
  #issuer: Promise<Issuer> | undefined;
  #commandFolder: Promise<string> | undefined;
  #lastExchange: Exchange | undefined;
  #lastToken: string | undefined;
  #reviewed = false;
  readonly #handedOver = new Set<string>();
  readonly #handOver: ScenarioWorld['attach'];

  constructor(options: IWorldOptions<Parameters>) {
    super(masksHere(options.parameters) ? masking(options) : options);
    this.kubernetesVersion = options.parameters.kubernetesVersion ?? VERSIONS[VERSIONS.length - 1] ?? '';
    this.#kind = targetKind(options.parameters.target);
    this.#needs = { kubernetesVersion: this.kubernetesVersion };
    this.#handOver = options.attach;
  }

  /** Takes to what is masked in reports what the scenario has come to know. Steps that get a credential otherwise than from the API server call this. */
  learnSecrets(all: readonly Found[]): void {
    if (this.parameters.showSecrets === true) return;
    seenSecrets.learn(all);
    if (this.parameters.runnerMasks !== true) return;
    const fresh = all.filter((one) => !this.#handedOver.has(keyOf(one)));
    fresh.forEach((one) => this.#handedOver.add(keyOf(one)));
    if (fresh.length > 0) void this.#handOver(writtenFound(fresh), FOUND_MEDIA_TYPE);
  }

  /** Whether the scenario may pass without asserting anything. */
  get isDraft(): boolean {
    return this.parameters.allowEmpty === true;
  }

  /** Adds to what the scenario needs of its API server. What the target cannot give skips the scenario, with the reason. */
  async need(more: Needs): Promise<'skipped' | undefined> {
    this.#needs = { ...this.#needs, ...more };
    const reason = await this.#kind.unable({ ...this.#needs, ...(this.#folder && { folder: this.#folder }) });
    if (reason === undefined) return undefined;
    this.log(`Not applicable to the target ${this.parameters.target}: ${reason}`);
    return 'skipped';
  }

  runWith(flags: Readonly<Record<string, string>>): Promise<'skipped' | undefined> {
    if (this.#target !== undefined) throw new Error('The API server already runs: say how it runs before anything is asked of it.');
    return this.need({ flags });
  }

  target(): Promise<Target> {
    this.#observations += 1;
    return (this.#target ??= this.#open());
  }

  /** The API server with what the scenario says of it. */
  async stage(): Promise<Stage> {
    const flags = Object.values(this.#needs.flags ?? {});
    const named = flags.flatMap((flag) => (statSync(flag, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(flag, 'utf8') : []));
    return { target: await this.target(), people: this.people, texts: [...flags, ...named, ...(this.#folder?.contents() ?? []).map(([, text]) => text)] };
  }

  /** The next step meets another API server, with the files as they are then. */
  startAgain(): void {
    if (this.#target === undefined) throw new Error('The API server has not been asked anything yet, so this would be its first start: a When comes before.');
    this.#target = undefined;
    this.#lastExchange = undefined;
    this.#lastCommand = undefined;
  }

  /** Steps of your own call this that throw by themselves when something is otherwise, and read nothing of what was observed. */
  asserted(): void {
    this.#observations += 1;
  }

  /** How many assertions there were until now, and how often something was read to be compared. */
  evidence(): number {
    return this.#observations + assertionCount();
  }

  /** Throws when the request or command before was refused, and no Then has followed it. */
  requireSpoken(): void {
    if (this.#refused !== undefined)
      throw new Error(`${this.#refused}, and no Then says that this is expected. Write one after it, or correct the step, so that it succeeds.`);
  }

  /** A Then has followed what was asked last. */
  speaks(): void {
    this.#refused = undefined;
  }

  /** Writes a file that a flag or another file has to name. */
  presumeFile(name: string, text: string): void {
    this.folder().write(name, text);
    const isNamed = (): boolean => {
      const texts = [
        ...Object.values(this.#needs.flags ?? {}),
        ...this.folder()
          .contents()
          .map(([, content]) => content),
      ];
      return texts.some((one) => one.includes(`$DIR/${name}`));
    };
    this.presumptions.add({
      ...this.place,
      called: `$DIR/${name}`,
      complaint: `no flag and no other file names $DIR/${name}, so nothing reads the file. Correct the name, or leave the step out.`,
      isUsed: isNamed,
    });
  }

  /** A webhook that has to be asked. Without a body it never answers. */
  async presumeWebhook(path: string, body: string | undefined, status?: number): Promise<void> {
    const webhook = await this.webhook();
    webhook.answer(path, body, status);
    this.presumptions.add({
      ...this.place,
      called: path,
      complaint: `the webhook at ${path} is never asked. Name it in a flag or in a file that a flag names; or, if that is what is shown: Then the webhook at ${path} was asked 0 times`,
      isUsed: () => !this.#hasStarted || webhook.wasAskedAt(path),
    });
  }

  /** Where the files of the API server lie. */
  folder(): ServerFolder {
    if (this.#folder !== undefined) return this.#folder;
    const folder = new ServerFolder();
    this.resources.add(() => folder.remove());
    return (this.#folder = folder);
  }

  webhook(): Promise<Webhook> {
    return (this.#webhook ??= this.#openWebhook());
  }

  issuer(): Promise<Issuer> {
    return (this.#issuer ??= this.#openIssuer());
  }

  async giveToken(user: string, claims: string, signedBy?: 'own' | 'other'): Promise<void> {
    const issuer = await this.issuer();
    const token = await issuer.token(JSON.parse(this.folder().placed(claims)) as Record<string, unknown>, signedBy);
    this.learnSecrets([found(token)]);
    this.people.giveToken(user, token);
    this.#presumeAsked(user, 'has a token');
  }

  #presumeAsked(user: string, what: string): void {
    this.presumptions.add({
      ...this.place,
      called: user,
      complaint: `${user} ${what}, and no step asks anything as ${user}. Correct the name, or leave the step out.`,
      isUsed: () => !this.#hasStarted || this.people.hasAsked(user),
    });
  }

  /** What a TokenReview says of somebody's token, but for whom it is. */
  async reviewedToken(user: string): Promise<object> {
    const token = this.people.tokenOf(user);
    if (token === undefined) throw new Error(`${user} has no token: say with which claims first.`);
    this.people.asks(user);
    const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token } };
    const target = await this.target();
    this.#reviewed = true;
    const { body } = await target.send({ as: { kind: 'administrator' }, method: 'POST', path: '/apis/authentication.k8s.io/v1/tokenreviews', body: review });
    const { status } = JSON.parse(this.folder().unplaced(String(body))) as { readonly status: { readonly audiences?: unknown; readonly error?: string } };
    const { audiences: _, ...rest } = status;
    return rest.error === undefined ? rest : { error: rest.error };
  }

  /** Why the API server does not start. */
  async refusalToStart(): Promise<string> {
    const refusal = await this.target().catch((error: unknown) => error);
    if (!(refusal instanceof Error)) throw new Error('The API server started.');
    if (!(refusal instanceof StartError)) throw refusal;
    this.#hasStarted = false;
    return this.folder().unplaced(refusal.message);
  }

  joinGroups(user: string, groups: readonly string[]): void {
    this.people.joinGroups(user, groups);
    this.#presumeAsked(user, `is in the group ${groups.map((group) => JSON.stringify(group)).join(' and ')}`);
  }

  requester(name: string): Requester {
    if (name === 'the administrator') return { kind: 'administrator' };
    if (name === 'somebody without credentials') return { kind: 'anonymous' };
    if (name === 'whoever has that token') return { kind: 'token', token: this.#givenToken() };
    const { token } = BEARER.exec(name)?.groups ?? {};
    if (token !== undefined) {
      this.learnSecrets([found(token)]);
      return { kind: 'token', token };
    }
    this.people.asks(name);
    const { namespace, name: account } = SERVICE_ACCOUNT.exec(name)?.groups ?? {};
    if (namespace !== undefined && account !== undefined) return { kind: 'serviceAccount', namespace, name: account };
    const issued = this.people.tokenOf(name);
    if (issued !== undefined) return { kind: 'token', token: issued };
    return { kind: 'user', name, groups: this.people.groupsOf(name) };
  }

  /** Sends, remembers, and attaches what was said and why. `reference` is how the sentence names what is asked for. */
  async send(request: TargetRequest, reference?: ObjectReference): Promise<Exchange> {
    const target = await this.target();
    await unlessInterrupted();
    const response = await target.send(request);
    const exchange = { request, response, explanation: await this.#explain(target, request) };
    this.#lastExchange = exchange;
    this.#lastReference = reference;
    this.#lastCommand = undefined;
    this.#refused = response.status >= 400 ? titleOf(exchange, this.parameters.showSecrets) : undefined;
    this.#lastToken = tokenIn(response) ?? this.#lastToken;
    const { showSecrets } = this.parameters;
    this.attach(pageOf(exchange, showSecrets), { mediaType: 'text/plain', fileName: titleOf(exchange, showSecrets) });
    if (this.parameters.keepExchanges === true) this.#keep({ exchange: await keptExchange(request, this.#withNames(response)) });
    return exchange;
  }

  /** Creates as the administrator an object that a scenario presumes. Fails unless it succeeds, and keeps every field unless that is not asked for. */
  async arrange(path: string, object: object): Promise<void> {
    const strict = this.parameters.fieldValidation !== 'ignore';
    const { response } = await this.send({
      as: { kind: 'administrator' },
      method: 'POST',
      path: strict ? `${path}?fieldValidation=Strict` : path,
      body: object,
    });
    this.#lastExchange = undefined;
    this.#refused = undefined;
    const body = String(response.body);
    if (response.status >= 300) throw new Error(`POST ${path} was answered ${response.status}: ${body}`);
    const lost = strict ? fieldsNotKept(object, JSON.parse(body) as object) : [];
    if (lost.length > 0)
      throw new Error(
        `The API server did not keep ${lost.join(', ')} of ${JSON.stringify(object)}: it does not know the field, or the feature is off. ${UNKNOWN_FIELDS}`,
      );
  }

  lastExchange(): Exchange {
    this.#observations += 1;
    if (this.#lastExchange === undefined) throw new Error('Nothing has been asked yet: a When comes before this Then.');
    return this.#lastExchange;
  }

  /** How the sentence of the last request names what it asks for; undefined where it has a path. */
  get lastReference(): ObjectReference | undefined {
    return this.#lastReference;
  }

  /** Throws when nothing has been asked of the API server: what was not called because of that proves nothing. */
  requireRequest(): void {
    this.#observations += 1;
    if (this.#lastExchange === undefined && this.#lastCommand === undefined && !this.#reviewed)
      throw new Error('Nothing has been asked of the API server yet: a When comes before this Then.');
  }

  /** The last command that was run. */
  command(): CommandResult {
    this.#observations += 1;
    if (this.#lastCommand === undefined) throw new Error('No command has been run yet: a When that runs one comes before this Then.');
    return this.#lastCommand;
  }

  #givenToken(): string {
    if (this.#lastToken === undefined) throw new Error('Nobody was given a token yet: a TokenRequest, or the Secret of a token, comes before "that token".');
    return this.#lastToken;
  }

  /** Runs kubectl as the administrator. Its folder lives as long as the scenario, and so do kubectl's caches. */
  async runCommand(command: string): Promise<void> {
    this.learnSecrets(findInText(command));
    const folder = await (this.#commandFolder ??= this.#makeCommandFolder());
    const result = await run(command, folder, folderOfManifests(this.feature)).finally(() => this.#learnStoredSecrets());
    this.learnSecrets(findInReport(result.output));
    this.#lastCommand = result;
    this.#lastExchange = undefined;
    this.#refused = result.exitCode === 0 ? undefined : `${command} ended with ${result.exitCode}`;
    this.attach(`$ ${command}\n${result.output}`, { mediaType: 'text/plain', fileName: command });
  }

  /** A command prints what it likes, and what it made was not seen: the server is asked. A cluster that runs for itself is not. */
  async #learnStoredSecrets(): Promise<void> {
    if (this.parameters.target === 'cluster') return;
    const target = await this.target();
    const webhook = await this.#webhook;
    const ask = (): Promise<unknown> => target.send({ as: { kind: 'administrator' }, method: 'GET', path: '/api/v1/secrets' }).catch(() => undefined);
    await (webhook === undefined ? ask() : webhook.unheard(ask));
  }

  /** To explain a request the server is asked once more, and so would be its webhooks. */
  async #explain(target: Target, request: TargetRequest): Promise<Explanation | undefined> {
    const webhook = await this.#webhook;
    return webhook === undefined ? explain(target, request) : webhook.unheard(() => explain(target, request));
  }

  async #makeCommandFolder(): Promise<string> {
    const { folder, remove } = privateFolder(await (await this.target()).kubeconfig({ kind: 'administrator' }));
    this.resources.add(remove);
    return folder;
  }

  async #openWebhook(): Promise<Webhook> {
    const webhook = await Webhook.open(this.folder());
    this.resources.add(() => webhook.backend.close());
    return webhook;
  }

  async #openIssuer(): Promise<Issuer> {
    const issuer = await issuerOfRun();
    issuer.describeIn(this.folder());
    return issuer;
  }

  async #open(): Promise<Target> {
    const { kubectl, pods, ownEngine, ...options } = this.#needs;
    for (const [, text] of this.#folder?.contents() ?? []) this.learnSecrets(findInText(text));
    const opened = await this.#kind.open({ ...options, ...(this.#folder && { folder: this.#folder }) });
    this.resources.add(() => opened.close());
    const target = watched(opened, (all) => this.learnSecrets(all));
    if (this.parameters.keepExchanges === true) this.#keep({ server: await keptServer(target, options.flags ?? {}, this.#folder?.contents() ?? []) });
    return target;
  }

  /** Addresses of the scenario's programs by their names: they are others in the next run. */
  #withNames(response: ApiResponse): ApiResponse {
    const { body } = response;
    return typeof body === 'string' && this.#folder !== undefined ? { ...response, body: this.#folder.unplaced(body) } : response;
  }

  #keep(kept: Kept): void {
    this.attach(JSON.stringify(kept), KEPT_MEDIA_TYPE);
  }
}

setWorldConstructor(ScenarioWorld);
