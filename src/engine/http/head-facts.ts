/**
 * What follows from a head, whatever its target: how long the body is, whether the connection goes on, and what is wrong with it. A client
 * repeats all of this from request to request, and then what followed from the head before is taken.
 */
import type { ApiRequest } from '../api/http';
import type { Version } from '../versions';
import { bodyLength, expectationOf, persistenceOf, type BodyLength, type Expectation, type Persistence } from './request-framing';
import { checkHead, headersAsGiven, type RequestHead } from './request-head';

export interface HeadFacts {
  readonly head: RequestHead;
  readonly length: BodyLength;
  readonly expectation: Expectation;
  readonly persistence: Persistence;
  readonly protocol: 'HTTP/1.0' | 'HTTP/1.1';
  readonly headers: ApiRequest['headers'];
}

/** Throws MalformedRequest. */
export function factsOf(head: RequestHead, version: Version, before?: HeadFacts): HeadFacts {
  if (before !== undefined && isAsBefore(head, before.head)) return before;
  const length = bodyLength(head, version);
  checkHead(head, version);
  return {
    head,
    length,
    expectation: expectationOf(head, length),
    persistence: persistenceOf(head),
    protocol: head.protocol.major === 1 && head.protocol.minor === 0 ? 'HTTP/1.0' : 'HTTP/1.1',
    headers: headersAsGiven(head.headers),
  };
}

/** With HTTP/2 the target matters as well. */
const isAsBefore = (head: RequestHead, before: RequestHead): boolean =>
  head.headers === before.headers && head.method === before.method && head.protocol === before.protocol && head.protocol.major === 1;
