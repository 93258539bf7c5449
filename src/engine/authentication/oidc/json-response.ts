/** What an issuer answers as JSON, with go-oidc's words for what is none. After github.com/coreos/go-oidc unmarshalResp. */
import { quote } from '../../golang/quote';
import { parseJson } from '../../scheme/json/parse';
import type { IssuerResponse } from './http-client';

export function jsonOf({ text, contentType }: IssuerResponse): unknown {
  try {
    parseJson(text);
    return JSON.parse(text);
  } catch (error) {
    const why = (error as Error).message;
    const isJson = contentType.split(';')[0]?.trim().toLowerCase() === 'application/json';
    throw new Error(
      isJson
        ? `got Content-Type = application/json, but could not unmarshal as JSON: ${why}`
        : `expected Content-Type = application/json, got ${quote(contentType)}: ${why}`,
      { cause: error },
    );
  }
}
