// What is served with the gates of a version, and what it says of PodGroups, CompositePodGroups and Workloads. Asked with shared/oracle/record.mjs.
const get = (path, headers) => ({ request: { method: 'GET', path, ...(headers && { headers }) } });
const AGGREGATED = { accept: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList' };
const TABLE = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' };
const GROUPS = ['scheduling.k8s.io', 'scheduling.k8s.io/v1beta1', 'scheduling.k8s.io/v1alpha3', 'scheduling.k8s.io/v1alpha2', 'lifecycle.k8s.io', 'lifecycle.k8s.io/v1alpha1', 'storagemigration.k8s.io/v1beta1', 'certificates.k8s.io/v1alpha1', 'certificates.k8s.io/v1beta1', 'coordination.k8s.io/v1beta1'];
const served = [get('/apis'), get('/apis', AGGREGATED), get('/'), { ...get('/openapi/v3'), compare: 'status' }, ...GROUPS.map((group) => get(`/apis/${group}`))];

const write = (version, resource, kind) => (name, spec, more = {}) => ({
  request: { method: 'POST', path: `/apis/scheduling.k8s.io/${version}/namespaces/default/${resource}${more.keep ? '' : '?dryRun=All'}`, body: { apiVersion: `scheduling.k8s.io/${version}`, kind, metadata: { name, ...more.metadata }, spec, ...more.top } },
});
const patch = (path, body) => ({ request: { method: 'PATCH', path, headers: { 'content-type': 'application/merge-patch+json' }, body } });
const GANG = { schedulingPolicy: { gang: { minCount: 2 } } };
const BAD = 'Bad_Name';
const LONG = 'a'.repeat(64);
const FIELDS = [
  {}, { schedulingPolicy: { basic: {}, gang: { minCount: 1 } } }, { schedulingPolicy: { gang: {} } }, { schedulingPolicy: { gang: { minCount: -1 } } },
  { ...GANG, schedulingConstraints: {} }, { ...GANG, schedulingConstraints: { topology: [] } }, { ...GANG, schedulingConstraints: { topology: [{}] } }, { ...GANG, schedulingConstraints: { topology: [{ key: 'a b' }] } }, { ...GANG, schedulingConstraints: { topology: [{ key: 'a' }, { key: 'b' }] } },
  { ...GANG, disruptionMode: {} }, { ...GANG, disruptionMode: { single: {}, all: {} } }, { ...GANG, disruptionMode: { all: {} } },
  { ...GANG, priorityClassName: BAD }, { ...GANG, priorityClassName: 'none' }, { ...GANG, priorityClassName: 'system-node-critical' }, { ...GANG, priority: 0 }, { ...GANG, priority: 2000000000 },
  { ...GANG, preemptionPolicy: 'X' }, { ...GANG, preemptionPolicy: 'PreemptLowerPriority' },
  { ...GANG, resourceClaims: [{}] }, { ...GANG, resourceClaims: [{ name: BAD, resourceClaimName: BAD }] }, { ...GANG, resourceClaims: [{ name: 'r', resourceClaimName: 'c', resourceClaimTemplateName: 't' }] }, { ...GANG, resourceClaims: [{ name: 'r', resourceClaimTemplateName: BAD }] }, { ...GANG, resourceClaims: ['r', 'r'].map((name) => ({ name, resourceClaimName: 'c' })) }, { ...GANG, resourceClaims: [1, 2, 3, 4, 5].map((at) => ({ name: `r${at}`, resourceClaimName: 'c' })) },
];
const OF_GROUPS = [
  ...FIELDS, { ...GANG, workloadRef: {} }, { ...GANG, workloadRef: { workloadName: BAD, templateName: LONG } }, { ...GANG, workloadRef: { workloadName: 'w', templateName: 't' } }, { ...GANG, workloadRef: { workloadName: 'w', templateName: 't' }, parentCompositePodGroupName: BAD }, { ...GANG, workloadRef: { workloadName: 'w', templateName: 't' }, parentCompositePodGroupName: 'p' },
];
const group = write('v1beta1', 'podgroups', 'PodGroup');
const older = write('v1alpha3', 'podgroups', 'PodGroup');
const work = write('v1beta1', 'workloads', 'Workload');
const template = (more = {}) => ({ name: 't', ...GANG, ...more });
const part = (more = {}) => ({ name: 'c', schedulingPolicy: { basic: {} }, podGroupTemplates: [template()], ...more });
const nested = (depth) => (depth === 0 ? part() : { name: `n${depth}`, schedulingPolicy: { basic: {} }, compositePodGroupTemplates: [nested(depth - 1)] });
const WORKS = [
  {}, { podGroupTemplates: [template()], compositePodGroupTemplates: [part()] }, { podGroupTemplates: [{}] }, { podGroupTemplates: [template({ name: BAD })] }, { podGroupTemplates: [template(), template()] }, { podGroupTemplates: Array.from({ length: 9 }, (_, at) => template({ name: `t${at}` })) },
  ...FIELDS.map((fields) => ({ podGroupTemplates: [{ name: 't', ...fields }] })),
  { podGroupTemplates: [template({ priority: 1 }), template({ name: 'u' })] }, { podGroupTemplates: [template({ priorityClassName: 'a' }), template({ name: 'u', priorityClassName: 'b' })] },
  ...[{}, { kind: 'a/b', name: 'a/b' }, { apiGroup: BAD, kind: 'Job', name: 'j' }, { apiGroup: 'batch', kind: 'Job', name: 'j' }].map((controllerRef) => ({ controllerRef, podGroupTemplates: [template()] })),
  { compositePodGroupTemplates: [part({ podGroupTemplates: [] })] }, { compositePodGroupTemplates: [part(), part()] }, { compositePodGroupTemplates: [part({ name: 't' })] }, { compositePodGroupTemplates: [part({ schedulingPolicy: {} })] }, { compositePodGroupTemplates: [part({ schedulingPolicy: { gang: {} } })] }, { compositePodGroupTemplates: [part({ schedulingPolicy: { gang: { minGroupCount: 1 } } })] }, { compositePodGroupTemplates: [part({ priority: 1 })] }, { compositePodGroupTemplates: [part({ disruptionMode: {} })] },
  ...[1, 2, 3, 4].map((depth) => ({ compositePodGroupTemplates: [nested(depth)] })),
];
const composite = write('v1alpha3', 'compositepodgroups', 'CompositePodGroup');
const REF = { workloadRef: { workloadName: 'w', templateName: 't' } };
const COMPOSITES = [{}, { ...REF, schedulingPolicy: { basic: {} } }, { ...REF, schedulingPolicy: { gang: { minGroupCount: 2 } } }, { ...REF, schedulingPolicy: { gang: {} } }, { schedulingPolicy: { basic: {} } }, { ...REF, schedulingPolicy: { basic: {} }, parentCompositePodGroupName: BAD }, { ...REF, schedulingPolicy: { basic: {} }, schedulingConstraints: { topology: [{ key: 'a b' }] } }, { ...REF, schedulingPolicy: { basic: {} }, disruptionMode: { all: {} }, priority: 7 }, { ...REF, schedulingPolicy: { basic: {} }, preemptionPolicy: 'Never' }];
const KEPT = '/apis/scheduling.k8s.io/v1beta1/namespaces/default/podgroups/kept';
const CHANGES = [{ schedulingPolicy: { gang: { minCount: 3 } } }, { schedulingPolicy: { gang: null, basic: {} } }, { schedulingPolicy: { gang: { minCount: 0 } } }, { disruptionMode: { single: null, all: {} } }, { priorityClassName: 'x' }, { priority: 9 }, { workloadRef: { workloadName: 'w', templateName: 't' } }, { schedulingConstraints: { topology: [{ key: 'k' }] } }, { resourceClaims: [{ name: 'r', resourceClaimName: 'c' }] }, { preemptionPolicy: 'Never' }];
const CONDITION = { type: 'A', status: 'True', reason: 'R', message: 'm', lastTransitionTime: '2026-01-01T00:00:00Z' };
const WORK = '/apis/scheduling.k8s.io/v1beta1/namespaces/default/workloads/kept';
const objects = [
  ...OF_GROUPS.map((spec, at) => group(`g${at}`, spec)), ...OF_GROUPS.slice(0, 4).map((spec, at) => older(`o${at}`, spec)),
  ...WORKS.map((spec, at) => work(`w${at}`, spec)), ...COMPOSITES.map((spec, at) => composite(`c${at}`, spec)),
  group('Bad_Name', GANG), work('Bad_Name', { podGroupTemplates: [template()] }),
  group('kept', GANG, { keep: true, top: { status: { conditions: [CONDITION] } } }), get(KEPT), get(KEPT.replace('v1beta1', 'v1alpha3')), get(KEPT, TABLE), get(KEPT.replace('/kept', ''), TABLE),
  ...CHANGES.map((spec) => patch(`${KEPT}?dryRun=All`, { spec })),
  ...[{ conditions: [CONDITION] }, { conditions: [{ type: 'A' }] }, { resourceClaimStatuses: [{ name: 'x' }] }].map((status) => patch(`${KEPT}/status?dryRun=All`, { status })),
  work('kept', { podGroupTemplates: [template()], controllerRef: { kind: 'Job', name: 'j' } }, { keep: true }), get(WORK), get(WORK, TABLE),
  ...[{ podGroupTemplates: [template(), template({ name: 'u' })] }, { podGroupTemplates: [template({ schedulingPolicy: { gang: { minCount: 4 } } })] }, { podGroupTemplates: [template({ schedulingPolicy: { basic: {} } })] }, { controllerRef: null }, { podGroupTemplates: [] }].map((spec) => patch(`${WORK}?dryRun=All`, { spec })),
  { request: { method: 'DELETE', path: KEPT } }, { request: { method: 'DELETE', path: WORK } },
];
const ONE = 'GenericWorkload=true';
const ALL = 'AllAlpha=true,AllBeta=true,CBORServingAndStorage=false';
export const scripts = [
  { name: 'gates/served', about: 'What discovery has with all gates.', since: '1.36', flags: { 'feature-gates': ALL, 'runtime-config': 'api/all=true' }, steps: served },
  { name: 'gates/served-one', about: 'What discovery has with one gate.', since: '1.36', flags: { 'feature-gates': ONE, 'runtime-config': 'scheduling.k8s.io/v1beta1=true,scheduling.k8s.io/v1alpha3=true' }, steps: served },
  { name: 'gates/served-none', about: 'What discovery has with the versions and without their gates.', since: '1.36', flags: { 'runtime-config': 'api/all=true' }, steps: served },
  { name: 'gates/pod-groups', about: 'PodGroups, CompositePodGroups and Workloads with all gates.', since: '1.37', flags: { 'feature-gates': ALL, 'runtime-config': 'api/all=true' }, steps: objects },
  { name: 'gates/pod-groups-one', about: 'The same with the gate of PodGroups alone.', since: '1.37', flags: { 'feature-gates': ONE, 'runtime-config': 'scheduling.k8s.io/v1beta1=true' }, steps: objects },
];
