import { describe, it } from 'node:test';
import { expect } from 'expect';
import { versionOf } from '../versions';
import { AdmissionEvaluation, admissionEnvironment, ExpressionCompiler } from './admission';
import { describeMiss, nearestMisses } from './nearest-miss';

const OBJECT = {
  metadata: { name: 'web', labels: { team: 'blue' } },
  spec: {
    replicas: 7,
    hostNetwork: true,
    containers: [
      { name: 'app', image: 'registry/app' },
      { name: 'proxy', image: 'docker.io/proxy' },
    ],
  },
};

function missesOf(expression: string): readonly string[] {
  const environment = admissionEnvironment(versionOf('1.36'), 'stored', { params: true, authorizer: false });
  const compiler = new ExpressionCompiler(environment, { composed: true });
  compiler.addVariable('limit', 'params.limit');
  compiler.addVariable('isSmall', 'object.spec.replicas <= variables.limit');
  const { program, message } = compiler.compile(expression, ['bool']);
  if (program === undefined) throw new Error(message);
  const { activation } = new AdmissionEvaluation(compiler.variables, { object: OBJECT, oldObject: null, request: {}, params: { limit: 5 } });
  return nearestMisses(program, activation, compiler.variables).map((miss) => describeMiss(miss).replace('nearest miss: ', ''));
}

const CASES: Readonly<Record<string, readonly string[]>> = {
  'object.spec.replicas <= 5': ['object.spec.replicas <= 5, where object.spec.replicas is 7'],
  'object.spec.replicas <= variables.limit': ['object.spec.replicas <= variables.limit, where object.spec.replicas is 7 and variables.limit is 5'],
  'has(object.spec) && object.spec.replicas <= params.limit': ['object.spec.replicas <= params.limit, where object.spec.replicas is 7 and params.limit is 5'],
  'object.metadata.name == "db" && object.spec.replicas > 1': ['object.metadata.name == "db", where object.metadata.name is "web"'],
  'object.metadata.name == "db" || (object.spec.replicas - 2) * 2 < 5': [
    'object.metadata.name == "db", where object.metadata.name is "web"',
    '(object.spec.replicas - 2) * 2 < 5, where (object.spec.replicas - 2) * 2 is 10',
  ],
  'object.spec.replicas > 5 ? object.metadata.labels.team == "red" : true': [
    'object.metadata.labels.team == "red", where object.metadata.labels.team is "blue"',
  ],
  "object.spec.containers.all(c, c.image.startsWith('registry/') && c.name != '')": ['c.image.startsWith(\'registry/\'), where c.image is "docker.io/proxy"'],
  "object.spec.containers.exists(c, c.name == 'db')": [
    'object.spec.containers.exists(c, c.name == \'db\'), where object.spec.containers is [{"name":"app","image":"registry/app"},{"name":"proxy","image":"docker.io/proxy"}]',
  ],
  'has(object.metadata.annotations)': ['has(object.metadata.annotations)'],
  '!has(object.metadata.labels)': ['has(object.metadata.labels) is true'],
  'variables.isSmall && true': ['variables.isSmall', 'object.spec.replicas <= variables.limit, where object.spec.replicas is 7 and variables.limit is 5'],
  "!object.spec.containers.exists(c, c.image.startsWith('docker.io/'))": ['c.image.startsWith(\'docker.io/\') is true, where c.image is "docker.io/proxy"'],
  '!(object.spec.hostNetwork && object.spec.replicas > 1)': [
    'object.spec.hostNetwork is true',
    'object.spec.replicas > 1 is true, where object.spec.replicas is 7',
  ],
  '!(object.spec.replicas < 1 || object.spec.replicas > 5)': ['object.spec.replicas > 5 is true, where object.spec.replicas is 7'],
  'size(object.metadata.name) > 3 && cidr("10.0.0.0/8").containsIP("10.1.1.1")': ['size(object.metadata.name) > 3, where size(object.metadata.name) is 3'],
  '!(object.spec.replicas in [7, 8])': ['object.spec.replicas in [7, 8] is true, where object.spec.replicas is 7 and [7, 8] is [7,8]'],
  'size(object.spec.containers) == 1': ['size(object.spec.containers) == 1, where size(object.spec.containers) is 2'],
  "'team' in object.metadata.labels && object.metadata.labels['team'] == 'red'": [
    "object.metadata.labels['team'] == 'red', where object.metadata.labels['team'] is \"blue\"",
  ],
  'object.spec.replicas == 7': [],
  'object.missing == 7': [],
};

describe('the nearest miss', () => {
  for (const [expression, misses] of Object.entries(CASES)) it(`of ${expression}`, () => expect(missesOf(expression)).toEqual(misses));
});
