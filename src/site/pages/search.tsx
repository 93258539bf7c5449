/** Search, which a script does: the page only says where its results go. */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { T } from '../components/text';

export const SearchPage = (): JSX.Element => (
  <article>
    <h1>
      <T en="Search" zh="搜索" />
    </h1>
    <noscript>
      <p>
        <T en="Search needs JavaScript; everything else here does not." zh="搜索需要 JavaScript;其余页面不需要。" />
      </p>
    </noscript>
    <p id="count" role="status" />
    <ol id="results" />
  </article>
);
