// Lets a checkout run from its TypeScript sources.
'use strict';
const path = require('node:path');

// Once is enough: a process may be asked to by its command and by the steps it loads.
if (process[Symbol.for('ts-node.register.instance')] === undefined)
  require('ts-node').register({ transpileOnly: true, project: path.join(__dirname, '..', 'tsconfig.json') });
