/** Colours for manifests, as markup. */

interface Highlighter {
  registerLanguage(name: string, grammar: unknown): void;
  highlight(text: string, options: { readonly language: string; readonly ignoreIllegals: boolean }): { readonly value: string };
}

// Its types bring those of browsers, after which names such as `name` and `event` are variables in every file.
const hljs = require('highlight.js/lib/core') as Highlighter;
const YAML = 'yaml';
hljs.registerLanguage(YAML, require('highlight.js/lib/languages/yaml'));

/** What most of a manifest is, and of every request: its colour is that of the text, so that pages stay small. */
const PLAIN = /<span class="hljs-(?:string|bullet)">([^<]*)<\/span>/g;

/** The names of fields are in `b`, of which a page has hundreds. */
const FIELD = /<span class="hljs-attr">([^<]*)<\/span>/g;

/** HTML of a text in YAML or JSON: everything in it that HTML gives a meaning is escaped. */
export const highlighted = (text: string): string =>
  hljs.highlight(text, { language: YAML, ignoreIllegals: true }).value.replace(PLAIN, '$1').replace(FIELD, '<b>$1</b>');
