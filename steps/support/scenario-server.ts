/** The API server of a scenario. The first step that needs it opens it, so that steps before can give it flags and files. */
import { StartError, targetKind, type Requirements, type Target, type TargetKind } from '../../src/index';
import { findInText } from '../../src/report/masking/find';
import { keptServer } from '../../src/replay/kept-exchange';
import type { Attachments } from './attachments';
import { COMPARED_AUDIT_LOG } from './compared-audit-log';
import type { OpenResources } from './open-resources';
import type { Parameters } from './parameters';
import type { People } from './people';
import type { Presumptions } from './presumed';
import { watched } from './seen-secrets';
import { ServerFiles } from './server-files';

interface Surroundings {
  readonly parameters: Parameters;
  readonly kubernetesVersion: string;
  readonly resources: OpenResources;
  readonly presumptions: Presumptions;
  readonly attachments: Attachments;
  readonly people: People;
}

export class ScenarioServer {
  readonly files: ServerFiles;
  readonly #around: Surroundings;
  readonly #kind: TargetKind;
  #requirements: Requirements;
  #target: Promise<Target> | undefined;
  #refusedToStart = false;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#kind = targetKind(around.parameters.target);
    this.#requirements = { kubernetesVersion: around.kubernetesVersion };
    this.files = new ServerFiles(around.resources, around.presumptions, () => Object.values(this.#requirements.flags ?? {}));
  }

  /** Adds to what the scenario needs of its API server. Returns the reason if the target cannot give it. */
  async need(more: Requirements): Promise<string | undefined> {
    this.#requirements = { ...this.#requirements, ...more };
    return this.#kind.unsupportedReason({ ...this.#requirements, ...this.files.option });
  }

  target(): Promise<Target> {
    return (this.#target ??= this.#open());
  }

  get isRunning(): boolean {
    return this.#target !== undefined;
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

  /** Gives a server an audit log that has none. */
  #writeAuditLog(): void {
    const { flags = {} } = this.#requirements;
    if (Object.keys(flags).some((name) => name.startsWith('audit-'))) return;
    this.files.folder.write(...COMPARED_AUDIT_LOG.file);
    this.#requirements = { ...this.#requirements, flags: { ...flags, ...COMPARED_AUDIT_LOG.flags } };
  }

  async #open(): Promise<Target> {
    const { parameters, resources, attachments, people } = this.#around;
    if (parameters.keepAuditLog === true) this.#writeAuditLog();
    const { kubectl, pods, callsBack, ownEngine, ...options } = this.#requirements;
    for (const [, text] of this.files.contents()) attachments.learnSecrets(findInText(text));
    const opened = await this.#kind.open({ ...options, ...this.files.option });
    resources.add(() => opened.close());
    const target = watched(
      opened,
      (all) => attachments.learnSecrets(all),
      (requester) => people.asks(requester),
    );
    if (parameters.keepExchanges === true) attachments.keep({ server: await keptServer(target, options.flags ?? {}, this.files.contents()) });
    return target;
  }
}
