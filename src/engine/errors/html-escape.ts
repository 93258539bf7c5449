/** What upstream's `sanitizer` does to text that might be shown by a browser: quotes stay. */
import { table } from '../golang/map';

const ENTITIES = table<string>({ '&': '&amp;', '<': '&lt;', '>': '&gt;' });

export const escapeHtml = (text: string): string => (/[&<>]/.test(text) ? text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character) : text);
