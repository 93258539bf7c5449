/** The frame of every page. */
import type { Child } from 'hono/jsx';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { T } from './text';

export interface PageFrame {
  /** The place of the page, from the root of the site. */
  readonly page: string;
  /** For the window's title. */
  readonly title: string;
  readonly children: Child;
}

/** The way from a page to the root of the site: '', '../', '../../'. */
export const rootOf = (page: string): string => '../'.repeat(page.split('/').length - 1);

const LINKS = [
  { page: 'index.html', en: 'Claims', zh: '论断' },
  { page: 'changes.html', en: 'What changed', zh: '变化' },
  { page: 'subjects.html', en: 'By subject', zh: '按主题' },
  { page: 'features.html', en: 'Scenarios', zh: '场景' },
  { page: 'playground.html', en: 'Playground', zh: '试验场' },
] as const;

const Frame = ({ page, title, children }: PageFrame): JSX.Element => {
  const root = rootOf(page);
  return (
    <html lang="en" data-lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={`${root}assets/site.css`} />
        <script src={`${root}assets/site.js`} />
      </head>
      <body data-root={root}>
        <a class="skip" href="#main">
          <T en="To the content" zh="跳到正文" />
        </a>
        <header>
          <nav>
            {LINKS.map(({ page: target, en, zh }) => (
              <a href={root + target} {...(target === page && { 'aria-current': 'page' as const })}>
                <T en={en} zh={zh} />
              </a>
            ))}
          </nav>
          <form action={`${root}search.html`} role="search">
            <label for="q">
              <T en="Search" zh="搜索" />
            </label>
            <input id="q" name="q" type="search" />
          </form>
          <div class="switches" />
        </header>
        <main id="main">{children}</main>
      </body>
    </html>
  );
};

/** Quotes need no escape outside of tags, where most of a page is: JSON, whose quotes would be five times as long. */
const withPlainQuotes = (html: string): string =>
  html
    .split('<')
    .map((part) => {
      const text = part.indexOf('>') + 1;
      return part.slice(0, text) + part.slice(text).replaceAll('&quot;', '"').replaceAll('&#39;', "'");
    })
    .join('<');

export const htmlOf = (frame: PageFrame): string => `<!doctype html>\n${withPlainQuotes(String(<Frame {...frame} />))}\n`;
