/**
 * What a pure function made of the texts that it was given lately, so that a header which every request repeats is read once. Few and
 * short ones are kept, and of long ones the last: clients that send others each time cost what they would cost without this.
 */
const MOST = 256;
const LONGEST = 512;

export function remembered<T extends object>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  let long: { readonly text: string; readonly made: T } | undefined;
  return (text) => {
    const before = text.length > LONGEST ? undefined : known.get(text);
    if (before !== undefined) return before;
    // One request asks for its own more than once.
    if (long?.text === text) return long.made;
    const made = read(text);
    if (text.length > LONGEST) {
      long = { text, made };
      return made;
    }
    if (known.size === MOST) known.clear();
    known.set(text, made);
    return made;
  };
}
