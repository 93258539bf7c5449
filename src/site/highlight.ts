/** Colours for manifests and answers, as markup. */

interface Highlighter {
  registerLanguage(name: string, grammar: unknown): void;
  highlight(text: string, options: { readonly language: string; readonly ignoreIllegals: boolean }): { readonly value: string };
}

// Its types bring those of browsers, after which names such as `name` and `event` are variables in every file.
const hljs = require('highlight.js/lib/core') as Highlighter;
const LANGUAGES = { json: require('highlight.js/lib/languages/json') as unknown, yaml: require('highlight.js/lib/languages/yaml') as unknown };

for (const [name, grammar] of Object.entries(LANGUAGES)) hljs.registerLanguage(name, grammar);

export type Language = keyof typeof LANGUAGES;

/** HTML: everything in the text that HTML gives a meaning is escaped. */
export const highlighted = (text: string, language: Language): string => hljs.highlight(text, { language, ignoreIllegals: true }).value;
