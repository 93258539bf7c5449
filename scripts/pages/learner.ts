/**
 * Asks the site what a learner asks. Each question is answered by one search, among the first results, or by at most two clicks from the
 * first page.
 */
import type { Browser } from 'playwright-core';
import { Window } from './window';

export const FIRST_PAGE = 'site/index.html';
const FIRST_RESULTS = 3;
const MOST_CLICKS = 2;

interface BySearch {
  readonly question: string;
  /** What stands in one of the first results. */
  readonly found: readonly string[];
}
interface ByClicks {
  readonly question: string;
  readonly clicks: readonly string[];
  /** Where the answer stands. */
  readonly at: string;
  /** What stands there. */
  readonly answer: readonly string[];
}

const QUESTIONS: readonly (BySearch | ByClicks)[] = [
  { question: 'may edit read Secrets?', found: ['edit reads and changes Secrets. ✓ holds'] },
  {
    question: 'which paths may everybody see?',
    clicks: ['nav a[href="playground.html"]', 'button:has-text("What may everybody see?")'],
    at: '#answer',
    answer: ['[/healthz]', '[/version]'],
  },
  {
    question: 'what did 1.24 change about tokens?',
    clicks: ['nav a[href="changes.html"]'],
    at: '[id="v1.24"]',
    answer: ['Kubernetes 1.24', 'ServiceAccount'],
  },
  { question: 'may view read Secrets?', found: ['view does not read Secrets. ✓ holds'] },
  { question: 'what does cluster-admin give?', found: ['cluster-admin gives full control of the cluster. ✓ holds'] },
  { question: 'does a change of roles need a restart?', found: ['A change of roles and bindings counts without a restart. ✓ holds'] },
  { question: 'what is AlwaysDeny?', found: ['AlwaysDeny', '✓ holds'] },
  { question: 'view 能读取 Secret 吗', found: ['view', 'Secret', '✓'] },
  {
    question: 'what is shown of the Node authorizer?',
    clicks: ['nav a[href="subjects.html"]', 'main a:text-is("Node")'],
    at: 'main',
    answer: ['Node', 'kubelet'],
  },
  { question: 'how many columns has the token file?', found: ['A line of the token file has three columns: token, user name, uid.'] },
];

async function searched(window: Window, { question, found }: BySearch): Promise<string | undefined> {
  await window.page.fill('#q', question);
  await window.press('Enter');
  await window.shows('#results li');
  const results = await window.evaluate<readonly string[]>("[...document.querySelectorAll('#results li')].map((item) => item.innerText.trim())");
  const first = results.slice(0, FIRST_RESULTS);
  return first.some((result) => found.every((text) => result.includes(text))) ? undefined : `the first results are: ${first.join(' | ')}`;
}

async function clicked(window: Window, { clicks, at, answer }: ByClicks): Promise<string | undefined> {
  if (clicks.length > MOST_CLICKS) return `it takes ${clicks.length} clicks`;
  for (const click of clicks) await window.page.click(click);
  const place = `(document.querySelector(${JSON.stringify(at)})?.innerText ?? '')`;
  try {
    await window.page.waitForFunction(`${JSON.stringify(answer)}.every((text) => ${place}.includes(text))`);
    return undefined;
  } catch {
    return `${at} says: ${await window.evaluate<string>(place)}`;
  }
}

export async function unansweredQuestions(browser: Browser): Promise<readonly string[]> {
  const problems: string[] = [];
  const window = await Window.open(browser, FIRST_PAGE, undefined, 1400);
  const first = window.page.url();
  for (const question of QUESTIONS) {
    await window.page.goto(`${first}?lang=${/\p{Script=Han}/u.test(question.question) ? 'zh' : 'en'}`);
    const problem = 'found' in question ? await searched(window, question) : await clicked(window, question);
    const found = [...(problem === undefined ? [] : [problem]), ...window.problems.splice(0)];
    problems.push(...found.map((text) => `${FIRST_PAGE}: "${question.question}" is not answered: ${text}`));
  }
  await window.close();
  console.log(`The site answers ${QUESTIONS.length - problems.length} of ${QUESTIONS.length} questions of a learner.`);
  return problems;
}
