/** What the search of the site finds: claims, scenarios and subjects, each with its page. */
import type { Standing } from '../claims/verdicts';
import type { SiteModel } from './site-model';
import type { Subject } from './subjects';

export interface SearchEntry {
  readonly page: string;
  readonly title: string;
  /** In other languages. */
  readonly also?: string;
  /** What else is found by. */
  readonly words: string;
  readonly kind: string;
  /** Of a claim. */
  readonly standing?: Standing;
}

export function searchEntries({ chapters, features }: SiteModel, subjects: readonly Subject[]): readonly SearchEntry[] {
  const claims = chapters.flatMap(({ chapter, page }) =>
    chapter.claims.map(({ id, text, standing }) => {
      const [title = '', ...also] = Object.entries(text)
        .sort(([a], [b]) => Number(b === 'en') - Number(a === 'en'))
        .map(([, words]) => words);
      return {
        page: `${page}#${id}`,
        title,
        ...(also.length > 0 && { also: also.join(' ') }),
        words: `${id} ${standing} ${Object.values(chapter.title).join(' ')}`,
        kind: 'claim',
        standing,
      };
    }),
  );
  const scenarios = features.flatMap(({ name, scenarios: own }) =>
    own.map((scenario) => ({ page: scenario.page, title: scenario.name, words: `${name} ${scenario.rule}`, kind: 'scenario' })),
  );
  return [...claims, ...scenarios, ...subjects.map(({ page, name, kind }) => ({ page, title: name, words: kind, kind }))];
}
