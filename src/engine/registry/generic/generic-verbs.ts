/** The verbs that all kinds have alike. */
import { create } from './create';
import { deleteOne } from './delete';
import { deleteCollection } from './delete-collection';
import { get } from './get';
import type { Handlers } from './kind';
import { list } from './list';
import { listOptions } from './list-options';
import { patch } from './patch';
import { update } from './update';
import { watch } from './watch';

export const GENERIC: Handlers = {
  get,
  create,
  update,
  patch,
  delete: deleteOne,
  deletecollection: deleteCollection,
  watch: (scope) => watch(scope, listOptions(scope, true)),
  list: (scope) => {
    const options = listOptions(scope);
    return options.watch ? watch(scope, options) : list(scope, options);
  },
};
