/**
 * What fmt.Sprintf(text) makes of a text that was never meant as a format: every verb lacks its argument.
 * After doPrintf of Go's fmt: flags, width and precision are read and forgotten.
 */
const VERB = /%([+\-# 0]*)(\*|\d+)?(\.(\*|\d+)?)?([\s\S])?/gu;

export function formatWithoutArguments(text: string): string {
  return text.replace(
    VERB,
    (_match, _flags: string, width: string | undefined, _point: string | undefined, precision: string | undefined, verb: string | undefined) => {
      const bad = `${width === '*' ? '%!(BADWIDTH)' : ''}${precision === '*' ? '%!(BADPREC)' : ''}`;
      if (verb === undefined) return `${bad}%!(NOVERB)`;
      return verb === '%' ? `${bad}%` : `${bad}%!${verb}(MISSING)`;
    },
  );
}
