/** Checks that the playground in the browser answers what the commands answer, word for word, to random questions over random manifests. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { Dice } from '../../src/analysis/dice.fixture';
import type { Outcome } from '../../src/cli/outcome';
import { explainOver, namespaceAsked, permissionsOver, whoCanOver, type PolicySource } from '../../src/cli/over-policy';
import { policyFor } from '../../src/cli/policy-source';
import { questionOf } from '../../src/cli/question-of';
import { EXIT } from '../../src/runner/exit-codes';
import type { Asked } from '../../src/site/playground/answer';
import { randomQuestions } from './playground-questions';
import { Window } from './window';

export const PLAYGROUND = 'site/playground.html';
const SCRIPT = 'site/assets/playground.js';
const MOST_BYTES = 400_000;
const QUESTIONS = 1_000;
const OF_EACH_MANIFESTS = 10;
const AT_ONCE = 50;
const SEED = 1;
const MOST_SHOWN = 3;

/** What the command prints over the manifests of the source. */
async function commandAnswers(source: PolicySource, { command, verb, type, name, as, asGroup, ...more }: Asked): Promise<Outcome> {
  const namespace = namespaceAsked(more);
  const over = { ...source, namespace };
  const options = { as, asGroup, output: 'text' };
  const question = questionOf(verb, type, name, namespace, { ...more, ...options });
  return {
    explain: () => explainOver(over, question, options),
    'who-can': () => whoCanOver(over, question, options),
    'can-i --list': () => permissionsOver(over, { ...options, headers: true }),
  }[command]();
}

/** Asks many at once, for their answers to come in one message. */
const browserAnswers = (window: Window, asked: readonly Asked[]): Promise<readonly Outcome[]> =>
  window.evaluate(`(async () => {
    const said = [];
    const playground = new cukernetesPlayground.Playground();
    for (const question of ${JSON.stringify(asked)}) {
      const { stdout, stderr, exitCode } = await playground.answer(question);
      said.push({ stdout, stderr, exitCode });
    }
    return said;
  })()`);

async function inPortions(window: Window, asked: readonly Asked[]): Promise<readonly Outcome[]> {
  const answers: Outcome[] = [];
  for (let at = 0; at < asked.length; at += AT_ONCE) answers.push(...(await browserAnswers(window, asked.slice(at, at + AT_ONCE))));
  return answers;
}

/** Reads each manifests from a file, as the commands do. */
async function allCommandsAnswer(asked: readonly Asked[]): Promise<readonly Outcome[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-playground-'));
  const file = path.join(folder, 'manifests.yaml');
  const answers: Outcome[] = [];
  const refused = (error: unknown): Outcome => ({ stdout: '', stderr: `${(error as Error).message}\n`, exitCode: EXIT.usage });
  try {
    for (let at = 0; at < asked.length; at += OF_EACH_MANIFESTS) {
      const questions = asked.slice(at, at + OF_EACH_MANIFESTS);
      const [first] = questions;
      if (first === undefined) break;
      writeFileSync(file, first.manifests);
      const source = policyFor({ filename: [file], kubernetesVersion: first.kubernetesVersion, output: 'text' });
      for (const question of questions) answers.push(await source.then((read) => commandAnswers(read, question)).catch(refused));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return answers.map(({ stderr, ...answer }) => ({ ...answer, stderr: stderr.replaceAll(file, path.basename(file)) }));
}

const AROUND = 200;

const shown = (outcome: Outcome | undefined): string => JSON.stringify([outcome?.exitCode, outcome?.stdout, outcome?.stderr]);

function firstDifference(command: string, browser: string): string | undefined {
  if (command === browser) return undefined;
  const at = [...command].findIndex((letter, index) => letter !== browser[index]);
  const around = (text: string): string => text.slice(Math.max(0, at - AROUND), at + AROUND);
  return `  the command: ${around(command)}\n  the browser: ${around(browser)}`;
}

/** Compares the answers to random questions. */
async function differences(window: Window): Promise<readonly string[]> {
  const asked = randomQuestions(new Dice(SEED), QUESTIONS, OF_EACH_MANIFESTS);
  const [inBrowser, commands] = await Promise.all([inPortions(window, asked), allCommandsAnswer(asked)]);
  const found = asked.flatMap(({ manifests: _, ...question }, at) => {
    const difference = firstDifference(shown(commands[at]), shown(inBrowser[at]));
    return difference === undefined ? [] : [`${PLAYGROUND}, question ${at} of seed ${SEED}, ${JSON.stringify(question)}:\n${difference}`];
  });
  console.log(`The playground answers ${QUESTIONS - found.length} of ${QUESTIONS} random questions as the commands do.`);
  return found.length > MOST_SHOWN ? [...found.slice(0, MOST_SHOWN), `and ${found.length - MOST_SHOWN} more questions`] : found;
}

const NOT_YAML = 'kind: Role\nrules: [\n';
const ANSWER = "document.querySelector('#answer').textContent";

const DROPPED = [
  { name: 'role.yaml', text: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: dropped}\nrules: []\n' },
  { name: 'settings.yaml', text: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: dropped}\n' },
] as const;
/** Drops files on the page as a file manager does. */
const DROP = `(() => {
  const dataTransfer = new DataTransfer();
  for (const { name, text } of ${JSON.stringify(DROPPED)}) dataTransfer.items.add(new File([text], name, { type: 'text/yaml' }));
  const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
  document.querySelector('#manifests').dispatchEvent(event);
  return event.defaultPrevented;
})()`;

/** What is dropped takes the place of an example, each file beneath its name, and a browser does not open it instead. */
async function dropped(window: Window): Promise<readonly string[]> {
  await window.page.click('[data-example="0"]');
  const isKept = await window.evaluate<boolean>(DROP);
  const expected = DROPPED.map(({ name, text }) => `# ${name}\n${text}`).join('---\n');
  try {
    await window.page.waitForFunction(`document.querySelector('#manifests').value === ${JSON.stringify(expected)}`);
  } catch {
    return [`${PLAYGROUND}: of files that are dropped it has: ${await window.evaluate<string>("document.querySelector('#manifests').value")}`];
  }
  return isKept ? [] : [`${PLAYGROUND}: the browser opens files that are dropped`];
}

/** Writes what is not YAML, asks another question, and opens the address of it as who gets it does. */
async function usedByHand(window: Window, browser: Browser): Promise<readonly string[]> {
  const { page } = window;
  const problems: string[] = [];
  await page.fill('#manifests', NOT_YAML);
  await page.waitForSelector('.numbers b.bad');
  const fault = await page.textContent('#faults li');
  if (fault?.includes('this is not YAML') !== true || !/(?:Line|第) \d+/.test(fault)) problems.push(`${PLAYGROUND}: of text that is not YAML it says ${fault}`);
  await page.click('[data-example="3"]');
  await page.fill('#of-verb', 'create');
  await page.waitForFunction(`${ANSWER}.startsWith('May create secrets in the namespace "foo":')`);
  await page.waitForFunction("location.hash.length > 100 && document.querySelector('#command').textContent.includes('who-can create secrets')");
  await page.waitForFunction('document.documentElement.dataset.addressed === document.documentElement.dataset.answered');
  const sent = await Window.open(browser, PLAYGROUND, undefined, 1400, await window.evaluate('location.hash'));
  await sent.shows('[data-answered]');
  const [here, there] = [await window.evaluate<string>(ANSWER), await sent.evaluate<string>(ANSWER)];
  if (here !== there) problems.push(`${PLAYGROUND}: its address gives another answer: ${there}`);
  await sent.close();
  return [...problems, ...sent.problems];
}

/** Asks as a program and by hand; its script has to be small. */
export async function playgroundProblems(browser: Browser): Promise<readonly string[]> {
  const bytes = gzipSync(readFileSync(SCRIPT)).length;
  const window = await Window.open(browser, PLAYGROUND, undefined, 1400);
  await window.shows('[data-answered]');
  const problems = [...(await differences(window)), ...(await usedByHand(window, browser)), ...(await dropped(window))];
  await window.close();
  return [...problems, ...window.problems, ...(bytes > MOST_BYTES ? [`${SCRIPT} has ${bytes} bytes compressed, more than ${MOST_BYTES}`] : [])];
}
