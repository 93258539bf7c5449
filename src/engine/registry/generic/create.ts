/** POST of an object: k8s.io/apiserver/pkg/endpoints/handlers/create.go. */
import type { Answer } from '../../api/registry';
import { admissionAttributes } from './admission-attributes';
import { Turn } from '../../golang/turns';
import { tracked } from './managed-fields/track';
import { answered, toAdmitted, toStored } from './conversion';
import { decodeBody } from './decode-body';
import { versionOfExchange, type Exchange } from './exchange';
import { storeCreate } from './store-create';
import { inNamespaceOfRequest } from './system-fields';
import { writeOptions } from './write-options';

export async function create(exchange: Exchange): Promise<Answer> {
  const { call, context, resource } = exchange;
  const version = versionOfExchange(exchange);
  const options = writeOptions('CreateOptions', call.query, version);
  const decoded = await decodeBody(exchange, options);
  const placed = version.has('namespaceCheckedFirst') ? inNamespaceOfRequest(exchange, decoded) : decoded;
  const given = await tracked(exchange, options.fieldManager, placed, undefined);
  const name = given.metadata.name ?? '';
  const shown = { operation: 'CREATE', dryRun: options.dryRun, options: options.given, name } as const;
  const admitted = (await context.admission.admit(admissionAttributes(exchange, { ...shown, object: given }))) ?? given;
  const turn = new Turn();
  await context.scheme.convertAhead(admitted, resource.stored.kind);
  const object = toStored(exchange, admitted);
  await resource.strategy.authorizeCreate?.(object, call, context);
  const stored = await storeCreate(
    exchange,
    object,
    (final) =>
      context.admission.validate(
        admissionAttributes(exchange, { ...shown, object: toAdmitted(exchange, final), name: name === '' ? (final.metadata.name ?? '') : name }),
      ),
    options.dryRun,
  );
  if (turn.isLate()) await turn.next();
  return { status: 201, object: answered(exchange, stored) };
}
