// /statusz and /flagz, as text and as objects. Of what is of the process and its flags the status counts. Asked with shared/oracle/record.mjs.
const get = (path, headers, more) => ({ request: { method: 'GET', path, ...(headers && { headers }) }, ...more });
const ACCEPTS = [undefined, '*/*', 'text/plain', 'text/*', 'application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf', 'text/html', 'application/cbor', ' ',
  ...['v1alpha1', 'v1beta1', 'v1'].flatMap((v) => ['json', 'yaml', 'cbor'].map((t) => `application/${t};v=${v};g=config.k8s.io;as=KIND`)),
  'application/json;v=v1alpha1;g=config.k8s.io;as=Table', 'application/json;v=v1beta1;g=other.k8s.io;as=KIND', 'application/json;as=KIND', 'application/json;g=config.k8s.io;v=v1beta1', 'application/json;pretty=1;v=v1beta1;g=config.k8s.io;as=KIND',
  'application/json;as=Table;v=v1;g=meta.k8s.io', 'text/plain;v=v1beta1;g=config.k8s.io;as=KIND', 'application/json,text/plain;q=0.5', 'application/json;v=v1beta1;g=config.k8s.io;as=KIND,text/plain', 'text/plain;q=0.1,application/json;v=v1beta1;g=config.k8s.io;as=KIND', 'garbage', 'application/json;v=v1beta1;g=config.k8s.io;as=PartialObjectMetadata'];
const isAnswered = (accept) => accept !== undefined && (accept.trim() === '' || (/text\/|\*\/\*/.test(accept) && !/html|text\/plain;v/.test(accept)) || /(json|yaml);(pretty=1;)?v=v1(alpha|beta)1;g=config.k8s.io;as=KIND/.test(accept));
const compareOf = (accept) => (isAnswered(accept) ? { compare: 'status' } : {});
const STATUS = { compare: 'status' };
const page = (path, kind) => [
  ...ACCEPTS.map((accept) => get(path, accept === undefined ? undefined : { accept: accept.replace('KIND', kind) }, compareOf(accept))),
  get(path, { accept: '' }, STATUS), get(`${path}?pretty=1`, { accept: `application/json;v=v1beta1;g=config.k8s.io;as=${kind}` }, STATUS), get(`${path}?verbose`, { accept: 'text/plain' }, STATUS),
  ...['POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'].map((method) => ({ request: { method, path, headers: { accept: 'text/plain' } }, ...STATUS })),
  get(`${path}/`), get(`${path}/x`, { accept: 'application/json' }),
  get(path, { accept: 'text/plain' }, { as: 'anonymous' }),
];
const steps = [...page('/statusz', 'Statusz'), ...page('/flagz', 'Flagz'), get('/', { accept: 'application/json' })];
const odd = { 'audit-log-maxage': '7', 'max-requests-inflight': '300' };
export const scripts = [
  { name: 'zpages/default', about: '/statusz and /flagz as a version has them by default.', steps },
  { name: 'zpages/on', about: '/statusz and /flagz with their gates.', since: '1.36', flags: { 'feature-gates': 'ComponentFlagz=true,ComponentStatusz=true', ...odd }, steps },
  { name: 'zpages/off', about: '/statusz and /flagz without their gates.', since: '1.36', flags: { 'feature-gates': 'ComponentFlagz=false,ComponentStatusz=false' }, steps: steps.slice(0, 5) },
];
