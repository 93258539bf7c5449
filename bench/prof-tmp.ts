import { targetKind, closeTargets } from '../src/index';
import { CASES, prepareFor } from './admission/cases';
async function main() {
  const target = await targetKind('embedded').open({ kubernetesVersion: '1.37' } as never);
  const admin = { kind: 'administrator' } as const;
  const sender = { send: (r: any) => target.send({ ...r, as: admin }) } as never;
  await prepareFor({ port: 1, authorityPem: '' })(sender);
  const one = CASES[0]!;
  const go = async (n: number) => { for (let i = 0; i < n; i++) { const r = await target.send({ as: admin, method: 'POST', path: one.target, body: JSON.parse(one.body!) }); if (r.status !== 201) throw new Error(String(r.body)); } };
  await go(100);
  const c0 = process.cpuUsage();
  await go(300);
  const c = process.cpuUsage(c0);
  console.log('us each', (c.user + c.system) / 300);
  await target.close(); await closeTargets();
}
void main();
