/**
 * What is added to the page that Allure writes, and what is left out of it: a viewport for telephones, a style for narrow windows, a
 * script for the keyboard. The page as Allure writes it also reports to an analytics service everybody who opens it; Allure leaves that
 * out when its environment says ALLURE_NO_ANALYTICS=true.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const END_OF_HEAD = '</head>';
const text = (file: string): string => readFileSync(path.join(__dirname, file), 'utf8');

export const WITHOUT_ANALYTICS = { ALLURE_NO_ANALYTICS: 'true' } as const;

export function improve(file: string): void {
  const page = readFileSync(file, 'utf8');
  const at = page.indexOf(END_OF_HEAD);
  if (at < 0) throw new Error(`${file}: no ${END_OF_HEAD} to add to; is it the page of another version of Allure?`);
  const added = `<meta name="viewport" content="width=device-width, initial-scale=1"><style>${text('narrow.css')}</style><script>${text('keyboard.js')}</script>`;
  writeFileSync(file, page.slice(0, at) + added + page.slice(at));
}
