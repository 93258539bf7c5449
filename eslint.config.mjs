/**
 * The rules of the house that a machine can check: the direction of imports (ARCHITECTURE.md), names of files, named
 * exports, no `any`, no `!`.
 */
import path from 'node:path';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import redos from 'eslint-plugin-redos';
import regexp from 'eslint-plugin-regexp';
import typescript from 'typescript-eslint';
import { assertions } from './scripts/lint/assertions.mjs';
import { LEAVES, OUTSIDE, REGISTRY, STAGES } from './scripts/lint/layers.mjs';
import { moduleState } from './scripts/lint/module-state.mjs';
import { ownKeys } from './scripts/lint/own-keys.mjs';

const engine = (name) => `./src/engine/${name}`;
const zones = [
  ...STAGES.flatMap((stage, at) =>
    STAGES.slice(0, at).map((earlier) => ({
      target: engine(stage),
      from: engine(earlier),
      message: `${earlier} comes before ${stage} in the journey of a request: take what is needed as an argument whose interface is in api/.`,
    })),
  ),
  ...Object.entries(LEAVES).flatMap(([leaf, below]) => [
    ...STAGES.map((stage) => ({ target: engine(leaf), from: engine(stage), message: `${leaf} is a leaf: it imports no stage.` })),
    ...Object.keys(LEAVES)
      .filter((other) => other !== leaf && !below.includes(other))
      .map((other) => ({ target: engine(leaf), from: engine(other), message: `${leaf} imports no leaf but these: ${below.join(', ')}.` })),
  ]),
  ...REGISTRY.flatMap((part, at) =>
    REGISTRY.slice(0, at).map((earlier) => ({
      target: engine(`registry/${part}`),
      from: engine(`registry/${earlier}`),
      message: `${earlier} comes before ${part} in the registry: take what is needed as an argument.`,
    })),
  ),
  { target: './src/streaming', from: './src', except: ['./streaming'], message: 'streaming is a leaf: it imports nothing but Node.' },
  ...OUTSIDE.map((folder) => ({ target: './src/engine', from: `./src/${folder}`, message: 'The engine knows none of its clients.' })),
  ...STAGES.map((stage) => ({
    target: './src/controllers',
    from: engine(stage),
    // What an object uses of a quota, and a pod of a node, is reckoned alike by admission and by the controller, as by upstream's pkg/quota. The types of the expressions
    // of a policy are checked beside the plugin that evaluates them, as upstream does, and only the controller has it done.
    ...(stage === 'admission' && {
      except: [
        './pod-resources.ts',
        './resource-quota/evaluators.ts',
        './resource-quota/scopes.ts',
        './quantities.ts',
        './policies/policy.ts',
        './policies/type-checking.ts',
      ],
    }),
    message: 'A controller is a client of the server: it imports its types only.',
  })),
  {
    target: './steps',
    from: './src',
    except: [
      './index.ts',
      './manifests',
      './report',
      './runner/assertion-count.ts',
      './runner/run-options.ts',
      './runner/interrupt.ts',
      './runner/interrupt-signals.ts',
      './runner/exit-guard.ts',
      './runner/parent-watch.ts',
      './runner/version-tags.ts',
      './replay/kept-exchange.ts',
      './temporary-folder.ts',
    ],
    message: 'Steps see the public surface only.',
  },
];

/** Node comes to no end where it makes folders below /proc. */
const RECURSIVE_MKDIR = {
  selector: "CallExpression[callee.name=/^mkdir(Sync)?$/] Property[key.name='recursive']",
  message: 'Below /proc this never ends: use makeFolders of golang/files.ts, or makeOutputFolder of runner/output-places.ts for what a user names.',
};

const VAGUE = /^(util|utils|helper|helpers|common|misc)$/;

const fileNames = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { kebab: '{{name}}: file names are kebab-case.', vague: '{{name}}: a name that says nothing. Name the concept.' },
  },
  create: (context) => ({
    Program(node) {
      const [base = ''] = path.basename(context.filename).split('.');
      if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(base)) context.report({ node, messageId: 'kebab', data: { name: base } });
      const vague = path
        .relative(context.cwd, context.filename)
        .split(/[/.]/)
        .find((part) => VAGUE.test(part));
      if (vague !== undefined) context.report({ node, messageId: 'vague', data: { name: vague } });
    },
  }),
};

export default typescript.config(
  { ignores: ['dist/', 'reports/', 'node_modules/', 'testdata/', 'coverage/'] },
  {
    files: ['{src,steps,scripts,bench,fuzz}/**/*.{ts,tsx}'],
    extends: [typescript.configs.strict, typescript.configs.stylistic],
    plugins: {
      'import-x': importX,
      redos,
      regexp,
      house: { rules: { 'file-names': fileNames, 'own-keys': ownKeys, 'module-state': moduleState, assertions } },
    },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: { 'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.tsx', '.js', '.json'] })] },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'house/file-names': 'error',
      'house/own-keys': 'error',
      'import-x/no-default-export': 'error',
      'import-x/no-restricted-paths': ['error', { zones, basePath: import.meta.dirname }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      // Expressions whose time grows faster than what they read. The first two are quick and find pairs of quantifiers; the third simulates
      // the expression, and finds what comes of its beginning at each character anew.
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'certain' }],
      // Steps of matching are counted, not timed: on a busy machine a match that is only slow there would count as a fault.
      'redos/no-vulnerable': ['error', { timeout: 60_000, incubationTimeout: 60_000, seedingTimeout: 60_000 }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      // What a command does not need is loaded when it is needed, and only require() finds it in src and in dist alike.
      '@typescript-eslint/no-require-imports': 'off',
      // A patch deletes from a draft of its own.
      '@typescript-eslint/no-dynamic-delete': 'off',
      eqeqeq: 'error',
      'no-control-regex': 'error',
      'no-console': 'error',
      'prefer-const': 'error',
    },
  },
  { files: ['src/cli/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts', 'fuzz/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['src/**/*.{ts,tsx}', 'steps/**/*.ts'], ignores: ['**/*.test.ts'], rules: { 'no-restricted-syntax': ['error', RECURSIVE_MKDIR] } },
  { files: ['{src,steps,scripts,bench,fuzz}/**/*.ts'], ignores: ['**/*.{test,fixture}.ts'], rules: { 'house/module-state': 'error' } },
  {
    files: ['{src,steps,scripts,bench,fuzz}/**/*.ts'],
    // Of the engine, modules keep tables of types and caches of pure functions, which are instances of its own classes.
    ignores: ['**/*.{test,fixture}.ts', 'src/engine/**'],
    rules: { 'house/module-state': ['error', { unchanging: ['Granted'] }] },
  },
  {
    files: ['src/engine/**/*.ts'],
    ignores: ['**/*.{test,fixture}.ts', 'src/engine/golang/json.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        RECURSIVE_MKDIR,
        {
          selector: "CallExpression[callee.object.name='JSON'][callee.property.name='stringify'][arguments.length>1]",
          message: 'Whole numbers of 64 bits have no JSON.stringify, and Go escapes < > &: use encodeJson with `indent`.',
        },
      ],
    },
  },
  { files: ['**/*.test.ts'], rules: { 'house/assertions': 'error' } },
  // node:test takes what it is given and waits for it by itself. A test may put together what a stage is given by others.
  { files: ['**/*.{test,fixture}.ts'], rules: { '@typescript-eslint/no-floating-promises': 'off', 'import-x/no-restricted-paths': 'off' } },
);
