/**
 * What GitHub Actions shows of a run: a failure as an annotation at its line of the feature, and the outcome as the summary of the
 * step. https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import type { Envelope } from '@cucumber/messages';
import { outcome } from './progress';
import { Results, type ScenarioResult } from './results';
import type { Listener } from './suite';

const data = (text: string): string => text.replaceAll('##[', '## [').replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
const property = (text: string): string => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');

/** Markdown and HTML read a character that is written by its number as that character and nothing more. */
const inMarkdown = (text: string): string => text.replace(/[^\p{L}\p{N} ,.]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);
const inCode = (text: string): string => text.replace(/[`\r\n]/g, '?');

/** Files are named from the root of the repository. */
const fileOf = (uri: string, workspace: string, folder: string): string => path.relative(workspace, path.resolve(folder, uri));

/** `folder` is the one in which the run was started. */
export function annotation({ pickle, line, failure }: ScenarioResult, kubernetesVersion: string, workspace: string, folder = process.cwd()): string {
  const title = property(`${pickle.name} (Kubernetes ${kubernetesVersion})`);
  const place = `file=${property(fileOf(pickle.uri, workspace, folder))},line=${failure?.line ?? line}`;
  return `::error ${place},title=${title}::${data([failure?.step, failure?.exchange, failure?.message].filter((part) => part !== undefined).join('\n'))}`;
}

export class GithubActions implements Listener {
  #results = new Results();
  #done: ScenarioResult[] = [];
  readonly #folder = process.cwd();

  constructor(
    readonly write: (text: string) => unknown,
    readonly environment: NodeJS.ProcessEnv,
  ) {}

  begin(): void {
    this.#results = new Results();
    this.#done = [];
  }

  envelope(kubernetesVersion: string, envelope: Envelope): void {
    const result = this.#results.update(envelope);
    if (result === undefined) return;
    this.#done.push(result);
    const workspace = this.environment['GITHUB_WORKSPACE'] ?? this.#folder;
    if (result.failure !== undefined) this.write(`${annotation(result, kubernetesVersion, workspace, this.#folder)}\n`);
  }

  end(kubernetesVersion: string): void {
    const summary = this.environment['GITHUB_STEP_SUMMARY'];
    if (summary === undefined) return;
    const failed = this.#done.filter(({ failure }) => failure !== undefined);
    const lines = failed.map(({ pickle, line, failure }) => `- \`${inCode(pickle.uri)}:${failure?.line ?? line}\` ${inMarkdown(pickle.name)}\n`);
    appendFileSync(path.resolve(this.#folder, summary), `### Kubernetes ${kubernetesVersion}: ${outcome(this.#done) || 'no scenarios'}\n\n${lines.join('')}\n`);
  }
}
