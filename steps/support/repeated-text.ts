/** What a text repeats: `<1,048,576 times a>` is so many letters, which no doc string could show. */
const PART = /<([1-9][\d,]*) times ([^<>]+)>/g;

export const withRepetitions = (text: string): string => text.replace(PART, (_, count: string, part: string) => part.repeat(Number(count.replaceAll(',', ''))));
