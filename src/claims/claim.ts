/**
 * Claims: what a document, a benchmark or a policy handbook says, each sentence by an id that scenarios name in their tags. A claim says
 * nothing about whether it is true: that is made from the results of its scenarios.
 */

/** The same text in each language, by the language's code. */
export type Text = Readonly<Record<string, string>>;

/** Why no program can observe whether the claim holds, and what would have to be there for it. */
export interface Unshowable {
  readonly because: Text;
  readonly needs: Text;
}

export interface Claim {
  readonly id: string;
  readonly text: Text;
  readonly unshowable?: Unshowable;
  /** What is missing so far; until it is there, the claim is untested. */
  readonly until?: Text;
  readonly file: string;
  readonly line: number;
}

export interface Chapter {
  readonly chapter: string;
  readonly title: Text;
  readonly claims: readonly Claim[];
}

/** The text in English where there is one, or else in its first language. */
export const inEnglish = (text: Text): string => text['en'] ?? Object.values(text)[0] ?? '';

export const claimsIn = (chapters: readonly Chapter[]): readonly Claim[] => chapters.flatMap(({ claims }) => claims);
