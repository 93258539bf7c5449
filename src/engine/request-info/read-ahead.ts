/** What is long in the head of a request is read in turns with everything else, before any stage asks what is in it. */
import { firstHeader } from '../golang/http-header';
import type { ApiRequest } from '../api/http';
import { readFieldSelectorAhead } from '../apimachinery/selectors/field-selector';
import { readLabelSelectorAhead } from '../apimachinery/selectors/label-selector';
import { readAcceptAhead } from '../response/negotiation/accept';
import type { Version } from '../versions';
import { parseQuery, parseRequestTarget, readQueryAhead } from './request-target';

const LONG = 8192;

export const isLongHead = (request: ApiRequest): boolean => request.target.length >= LONG || firstHeader(request, 'accept').length >= LONG;

/** Throws the answer to a target that is none. */
export async function readHeadAhead(request: ApiRequest, version: Version): Promise<void> {
  await readAcceptAhead(firstHeader(request, 'accept'));
  const { rawQuery } = parseRequestTarget(request.target);
  const semicolonSeparates = version.has('semicolonSeparatesQuery');
  await readQueryAhead(rawQuery, semicolonSeparates);
  const query = parseQuery(rawQuery, semicolonSeparates);
  await readLabelSelectorAhead(query.get('labelSelector') ?? '', version);
  await readFieldSelectorAhead(query.get('fieldSelector') ?? '');
}
