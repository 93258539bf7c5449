/** An identity as authentication.k8s.io writes it: keys of extra sorted, empty fields left out. */
import type { Identity } from '../../api/identity';
import type { JsonObject } from '../../api/objects';
import { compareBytes } from '../../golang/bytes';
import { own } from '../../golang/map';

export const userInfo = ({ name, uid, groups, extra }: Identity): JsonObject => {
  const keys = Object.keys(extra).sort(compareBytes);
  return {
    ...(name !== '' && { username: name }),
    ...(uid !== '' && { uid }),
    ...(groups.length > 0 && { groups }),
    ...(keys.length > 0 && { extra: Object.fromEntries(keys.map((key) => [key, own(extra, key) ?? []])) }),
  };
};
