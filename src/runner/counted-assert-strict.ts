/** node:assert/strict for steps of your own, whose calls are counted. */
const { strict } = require('./counted-assert') as typeof import('node:assert');

module.exports = strict;
