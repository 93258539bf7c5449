/**
 * The API server of a scenario, with its files, its audit log and the programs around it. The first step that needs it opens it, so that steps
 * before can give it flags and files.
 */
import { StartError, VERSIONS, type ApiResponse, type Requirements, type Target, type TargetRequest } from '../../src/index';
import { findInText } from '../../src/report/masking/find';
import { keptExchange, keptServer } from '../../src/replay/kept-exchange';
import type { Attachments } from './attachments';
import { AuditLog } from './audit-log';
import { COMPARED_AUDIT_LOG, ComparedAuditLog } from './compared-audit-log';
import type { Parameters } from './parameters';
import type { People } from './people';
import type { Run } from './run';
import type { Scenario } from './scenario';
import { ScenarioBackends } from './scenario-backends';
import { ScenarioCommands } from './scenario-commands';
import { watched } from './seen-secrets';
import { ServerFiles } from './server-files';

interface Surroundings {
  readonly parameters: Parameters;
  readonly run: () => Run;
  readonly scenario: Scenario;
  readonly attachments: Attachments;
  readonly people: People;
}

export class ScenarioServer {
  readonly kubernetesVersion: string;
  readonly files: ServerFiles;
  readonly backends: ScenarioBackends;
  readonly commands: ScenarioCommands;
  readonly auditLog = new AuditLog(() => this.files.folder.expandPlaceholders(this.flag('audit-log-path') ?? ''));
  readonly #comparedAuditLog = new ComparedAuditLog();
  readonly #around: Surroundings;
  #requirements: Requirements;
  #target: Promise<Target> | undefined;
  #refusedToStart = false;

  constructor(around: Surroundings) {
    const { parameters, run, scenario, attachments } = around;
    this.#around = around;
    this.kubernetesVersion = parameters.kubernetesVersion ?? VERSIONS[VERSIONS.length - 1] ?? '';
    this.#requirements = { kubernetesVersion: this.kubernetesVersion };
    this.files = new ServerFiles(scenario, () => Object.values(this.#requirements.flags ?? {}));
    this.backends = new ScenarioBackends({ scenario, run, server: this, learn: (all) => attachments.learnSecrets(all) });
    this.commands = new ScenarioCommands({ targetName: parameters.target, scenario, attachments, server: this });
  }

  /** Adds to what the scenario needs of its API server. Returns the reason if the target cannot give it. */
  async need(more: Requirements): Promise<string | undefined> {
    this.#requirements = { ...this.#requirements, ...more };
    const session = await this.#around.run().session();
    return session.unsupportedReason({ ...this.#requirements, ...this.files.option });
  }

  target(): Promise<Target> {
    return (this.#target ??= this.#open());
  }

  get isRunning(): boolean {
    return this.#target !== undefined;
  }

  /** PEM of the CA that signs the client certificates of users. */
  async clientCa(): Promise<string> {
    return (await this.#around.run().session()).clientCa;
  }

  /** The value of a flag that the scenario gives. */
  flag(name: string): string | undefined {
    return new Map(Object.entries(this.#requirements.flags ?? {})).get(name);
  }

  get refusedToStart(): boolean {
    return this.#refusedToStart;
  }

  /** The next step meets another API server, with the files as they are then. */
  restart(): void {
    if (!this.isRunning) throw new Error('The API server has not been asked anything yet, so this would be its first start: a When comes before.');
    this.#target = undefined;
  }

  /** Why the API server does not start. Throws when it does. */
  async refusalToStart(): Promise<string> {
    const refusal = await this.target().catch((error: unknown) => error);
    if (!(refusal instanceof Error)) throw new Error('The API server started.');
    if (!(refusal instanceof StartError)) throw refusal;
    this.#refusedToStart = true;
    return this.files.withNames(refusal.message);
  }

  /** Keeps an exchange for a recording or a comparison, where that is asked for. */
  async keepExchange(request: TargetRequest, response: ApiResponse): Promise<void> {
    const { parameters, attachments } = this.#around;
    if (parameters.keepExchanges !== true) return;
    this.#comparedAuditLog.note(response);
    const { body } = response;
    const named = typeof body === 'string' ? { ...response, body: this.files.withNames(body) } : response;
    attachments.keep({ exchange: await keptExchange(request, named) });
  }

  /** Keeps what was written into the audit log, where that is compared. */
  async keepAuditLog(): Promise<void> {
    const { parameters, attachments } = this.#around;
    const file = this.flag('audit-log-path') ?? '';
    if (parameters.keepAuditLog !== true || file === '') return;
    const events = await this.#comparedAuditLog.events(this.files.folder.expandPlaceholders(file));
    attachments.keep({ audit: JSON.parse(this.files.withNames(JSON.stringify(events))) as typeof events });
  }

  /** Gives a server an audit log that has none. */
  #writeAuditLog(): void {
    const { flags = {} } = this.#requirements;
    if (Object.keys(flags).some((name) => name.startsWith('audit-'))) return;
    this.files.folder.write(...COMPARED_AUDIT_LOG.file);
    this.#requirements = { ...this.#requirements, flags: { ...flags, ...COMPARED_AUDIT_LOG.flags } };
  }

  async #open(): Promise<Target> {
    const { parameters, run, scenario, attachments, people } = this.#around;
    if (parameters.keepAuditLog === true) this.#writeAuditLog();
    const { kubectl, pods, callsBack, ownEngine, ...options } = this.#requirements;
    for (const [, text] of this.files.contents()) attachments.learnSecrets(findInText(text));
    const opened = await (await run().session()).open({ ...options, ...this.files.option });
    scenario.resources.add(() => opened.close());
    const target = watched(
      opened,
      (all) => attachments.learnSecrets(all),
      (requester) => people.asks(requester),
    );
    if (parameters.keepExchanges === true) attachments.keep({ server: await keptServer(target, options.flags ?? {}, this.files.contents()) });
    return target;
  }
}
