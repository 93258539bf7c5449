/** `$(NAME)` in commands and values; `$$(NAME)` stands for itself, and a name that is not known stays. Upstream: third_party/forked/golang/expansion/expand.go */
export function expanded(text: string, values: ReadonlyMap<string, string>): string {
  let result = '';
  for (let at = 0; at < text.length; at++) {
    const next = text[at + 1];
    if (text[at] !== '$' || next === undefined) {
      result += text[at] ?? '';
      continue;
    }
    const end = next === '(' ? text.indexOf(')', at) : -1;
    if (end < 0) {
      // `$$` is `$`; any other letter after `$` leaves both.
      result += next === '$' ? '$' : `$${next}`;
      at++;
      continue;
    }
    const name = text.slice(at + 2, end);
    result += values.get(name) ?? `$(${name})`;
    at = end;
  }
  return result;
}
