/**
 * What a pure function made of the texts that it was given lately, so that a header which every request repeats is read once. Few and
 * short ones are kept: clients that send others each time cost what they would cost without this.
 */
const MOST = 256;
const LONGEST = 512;

export function remembered<T extends object>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = read(text);
    if (text.length > LONGEST) return made;
    if (known.size === MOST) known.clear();
    known.set(text, made);
    return made;
  };
}
