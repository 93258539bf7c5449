/**
 * A list as protobuf, item by item. A message says first how long it is: so the items are encoded once to learn that, and again when they
 * are written.
 */
import { Turn } from '../../golang/turns';
import type { Version } from '../../versions';
import type { ListShape } from '../list-shape';
import { protobufMessages, type ListMessages } from './protobuf';

/** undefined: the kind has no Go type here. */
export async function protobufList(list: ListShape, version: Version): Promise<Iterable<Uint8Array> | undefined> {
  const messages = protobufMessages({ ...list.fields }, version);
  if (messages === undefined) return undefined;
  let length = 0;
  const turn = new Turn();
  for (const object of list.objects) {
    length += messages.item(list.item(object)).length;
    if (turn.isOver()) await turn.next();
  }
  return pieces(messages, list, length);
}

function* pieces({ before, item, after }: ListMessages, list: ListShape, length: number): Iterable<Uint8Array> {
  yield before(length);
  for (const object of list.objects) yield item(list.item(object));
  yield after;
}
