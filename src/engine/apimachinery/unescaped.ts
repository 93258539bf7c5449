/** Decodes a part of a URL; returns it as it is where it is not escaped as it should be. */
export function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
