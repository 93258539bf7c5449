/** The catalogue of steps as a page (docs/steps.md) and as text for a terminal. */
import { stepCatalogue, type StepCatalogue } from './step-catalogue';

const cell = (text: string): string => text.replace(/[|<]/g, '\\$&');
const table = (titles: string, rows: readonly string[]): string => [`| ${titles} |`, '| --- | --- |', ...rows].join('\n');

export function stepsPage({ chapters, parameterTypes }: StepCatalogue = stepCatalogue()): string {
  const intro =
    '# Steps\n\nThis page is written by `npm run steps-page` from the files in steps/; `npm test` fails when it is not up to date.\n[asserting.md](asserting.md) says of each step what keeps it from holding by mistake.';
  const pages = chapters.map(({ name, about, steps }) => {
    const rows = steps.map(({ keyword, text, meaning }) => `| \`${cell(`${keyword} ${text}`)}\` | ${cell(meaning)} |`);
    return [`## ${name}`, about, table('step | meaning', rows)].join('\n\n');
  });
  const types = parameterTypes.map(({ name, examples }) => `| \`{${name}}\` | ${cell(examples)} |`);
  return `${[intro, ...pages, ['## Parameter types', table('type | examples', types)].join('\n\n')].join('\n\n')}\n`;
}

export function stepsText({ chapters, parameterTypes }: StepCatalogue): string {
  const pages = chapters.map(({ name, about, steps }) =>
    [`${name}: ${about}`, ...steps.map(({ keyword, text, meaning }) => `  ${keyword} ${text}\n      ${meaning}`)].join('\n'),
  );
  const types = parameterTypes.map(({ name, examples }) => `  {${name}}  ${examples}`);
  return `${[...pages, ['parameter types', ...types].join('\n')].join('\n\n')}\n`;
}
