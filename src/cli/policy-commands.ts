/** The commands over a policy. They end with 0 or 1 by what they answer, and with 2 when they cannot answer. */
import { Option, type Command } from 'commander';
import type { CanIOptions } from './can-i';
import type { ExplainOptions } from './explain';
import type { ExplainAdmissionOptions } from './explain-admission';
import type { LintOptions } from './lint';
import type { MatrixOptions } from './matrix';
import { collect, withManifestOptions, withPolicyOptions, withQuestionOptions, withRequesterOptions, type QuestionOptions } from './policy-options';

/** What they need is loaded when they run. */
const concluded = (): typeof import('./outcome').concluded => (require('./outcome') as typeof import('./outcome')).concluded;

export function addPolicyCommands(program: Command): void {
  const explanation: Command = program.command('explain');
  withRequesterOptions(withPolicyOptions(withQuestionOptions(explanation, { isOptional: true })))
    .description(
      'Says whether a subject may do something and by which binding, or what is nearest to allowing it. With --admission: which admission plugin changes or refuses what they create. Ends with 0 for yes, 1 for no, 2 for an error.',
    )
    .option('--admission', 'explain what admission makes of the objects in the last manifest (-f); those in the manifests before it are there already')
    .option(
      '--flag <name=value>',
      'with --admission: a flag of kube-apiserver, such as enable-admission-plugins=AlwaysPullImages; several times for several',
      collect,
    )
    .action(async (verb: string | undefined, type: string | undefined, name: string | undefined, options: ExplainOptions & ExplainAdmissionOptions) => {
      if (options.admission === true) {
        if (verb !== undefined) explanation.error('error: --admission is about what is created: leave out the verb and the type');
        const { explainAdmissionCommand } = require('./explain-admission') as typeof import('./explain-admission');
        await concluded()(explainAdmissionCommand(options));
        return;
      }
      if (options.flag !== undefined) explanation.error('error: --flag goes with --admission');
      if (verb === undefined || type === undefined) explanation.error(`error: missing required argument '${verb === undefined ? 'verb' : 'type'}'`);
      const { explain } = require('./explain') as typeof import('./explain');
      await concluded()(explain(verb, type, name, options));
    });

  withPolicyOptions(withQuestionOptions(program.command('who-can')))
    .description('Lists who may do something and by which binding, who could make themselves able to, and who could if something is so of the cluster.')
    .action(async (verb: string, type: string, name: string | undefined, options: QuestionOptions) => {
      const { whoCanCommand } = require('./who-can') as typeof import('./who-can');
      await concluded()(whoCanCommand(verb, type, name, options));
    });

  withRequesterOptions(withPolicyOptions(program.command('can-i')))
    .description('Answers as kubectl auth can-i does, over manifests or a cluster. Ends with 0 for yes, 1 for no, 2 for an error.')
    .argument('[verb]', 'any verb')
    .argument('[type]', 'TYPE, TYPE/NAME or a path, as for kubectl')
    .argument('[name]', 'the name of one object')
    .option('--subresource <name>', 'a subresource: log, exec, scale, token, ...')
    .option('--list', 'print all that is allowed in the namespace')
    .option('--no-headers', 'with --list: print no header')
    .option('-q, --quiet', 'print nothing')
    .action(async (verb: string | undefined, type: string | undefined, name: string | undefined, options: CanIOptions) => {
      const { canI } = require('./can-i') as typeof import('./can-i');
      await concluded()(canI(verb, type, name, options));
    });

  withPolicyOptions(program.command('matrix'), ['text', 'csv', 'html', 'json'])
    .description('Prints who may do what: subjects × resources × verbs.')
    .option('--subject <user>', 'a user, or system:serviceaccount:NAMESPACE:NAME; several times for several (default: whom bindings name)', collect)
    .option('--group <group>', 'a group; several times for several', collect)
    .option(
      '--resource <type>',
      'a resource, TYPE or TYPE/SUBRESOURCE; several times for several (default: all that the subjects may do anything with)',
      collect,
    )
    .option('--verb <verb>', 'a verb; several times for several (default: those of requests)', collect)
    .action(async (options: MatrixOptions) => {
      const { matrix } = require('./matrix') as typeof import('./matrix');
      await concluded()(matrix(options));
    });

  withManifestOptions(program.command('lint'))
    .description(
      'Finds what a server refuses of manifests of access control, and what only looks right. Ends with 0 for nothing, 1 for findings, 2 for an error.',
    )
    .addOption(new Option('-o, --output <format>', 'how the findings are printed').choices(['text', 'json', 'sarif']).default('text'))
    .action(async (options: LintOptions) => {
      const { lint } = require('./lint') as typeof import('./lint');
      await concluded()(lint(options));
    });
}
