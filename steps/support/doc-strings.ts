/** Doc strings lose their last newline, and texts end with one: it comes back here. An empty text is empty. */
export const fileText = (docString: string): string => (docString === '' ? '' : `${docString}\n`);
