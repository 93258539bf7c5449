/** A text in each language, of which the page shows one: style sheets hide the other. */
import type { Child } from 'hono/jsx';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { inEnglish, type Text } from '../../claims/claim';
import { own } from '../../engine/golang/map';

interface InBoth {
  readonly en: Child;
  readonly zh: Child;
}

/** The words of the site itself. */
export const T = ({ en, zh }: InBoth): JSX.Element => (
  <>
    <span class="in-en" lang="en">
      {en}
    </span>
    <span class="in-zh" lang="zh">
      {zh}
    </span>
  </>
);

/** The words of a claim. What is not written in a language is shown in English, or else in its first language. */
export function Words({ text }: { readonly text: Text }): JSX.Element {
  const [first] = Object.keys(text);
  const fallback = text['en'] === undefined ? first : 'en';
  const words = (language: string): JSX.Element => (
    <span class={`in-${language}`} lang={own(text, language) === undefined ? fallback : language}>
      {own(text, language) ?? inEnglish(text)}
    </span>
  );
  return text['zh'] === undefined && text['en'] === undefined ? (
    <span lang={first}>{inEnglish(text)}</span>
  ) : (
    <>
      {words('en')}
      {words('zh')}
    </>
  );
}
