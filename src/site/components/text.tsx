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
export const T = ({ en, zh }: InBoth): JSX.Element =>
  en === zh ? (
    <>{en}</>
  ) : (
    <>
      <span lang="en">{en}</span>
      <span lang="zh">{zh}</span>
    </>
  );

/** The words of a claim. What is written in one of the two languages only is shown in both. */
export function Words({ text }: { readonly text: Text }): JSX.Element {
  const [en, zh] = [own(text, 'en'), own(text, 'zh')];
  if (en !== undefined && zh !== undefined) return <T en={en} zh={zh} />;
  const [first] = Object.keys(text);
  return (
    <span class="any" lang={en === undefined ? first : 'en'}>
      {inEnglish(text)}
    </span>
  );
}
