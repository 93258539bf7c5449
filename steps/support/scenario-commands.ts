/** Runs kubectl as the administrator. Its folder lives as long as the scenario, and so do kubectl's caches. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Target } from '../../src/index';
import { findInReport, findInText } from '../../src/report/masking/find';
import type { Attachments } from './attachments';
import { privateFolder, run, type CommandResult } from './command';
import { folderOfManifests } from './manifests';
import type { Scenario } from './scenario';
import type { ScenarioBackends } from './scenario-backends';

/** The files that a command names with -f. */
const filesOf = (command: string): readonly string[] => [...command.matchAll(/ (?:-f|--filename)[ =](\S+)/g)].map(([, file = '']) => file);

interface Surroundings {
  readonly targetName: string;
  readonly scenario: Scenario;
  readonly attachments: Attachments;
  readonly server: { readonly backends: Pick<ScenarioBackends, 'withoutRecording'>; target(): Promise<Target> };
}

export class ScenarioCommands {
  readonly #around: Surroundings;
  #folder: Promise<string> | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  async run(command: string): Promise<CommandResult> {
    const { attachments, scenario } = this.#around;
    attachments.learnSecrets(findInText(command));
    const folder = await (this.#folder ??= this.#makeFolder());
    const cwd = folderOfManifests(scenario.feature);
    for (const file of filesOf(command)) {
      const at = path.resolve(cwd, file);
      if (existsSync(at)) attachments.manifest(file, readFileSync(at, 'utf8'));
    }
    const result = await run(command, folder, cwd).finally(() => this.#learnStoredSecrets());
    attachments.learnSecrets(findInReport(result.output));
    attachments.command(result);
    return result;
  }

  async #makeFolder(): Promise<string> {
    const target = await this.#around.server.target();
    const { folder, remove } = privateFolder(await target.kubeconfig({ kind: 'administrator' }));
    this.#around.scenario.resources.add(remove);
    return folder;
  }

  /** A command prints what it likes, and what it made was not seen: the server is asked. A cluster that runs for itself is not. */
  async #learnStoredSecrets(): Promise<void> {
    const { targetName, server } = this.#around;
    if (targetName === 'cluster') return;
    const target = await server.target();
    await server.backends.withoutRecording(() => target.send({ as: { kind: 'administrator' }, method: 'GET', path: '/api/v1/secrets' }).catch(() => undefined));
  }
}
