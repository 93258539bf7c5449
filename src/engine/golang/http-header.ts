/** Fields of a head. After Get of net/http.Header. */
import { own } from './map';

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The first value of a header; '' where there is none. */
export function firstHeader({ headers }: { readonly headers: Headers }, name: string): string {
  const value = own(headers, name);
  return (typeof value === 'string' ? value : value?.[0]) ?? '';
}
