/** POST of an object: k8s.io/apiserver/pkg/endpoints/handlers/create.go. */
import type { HandlerResult } from '../../api/registry';
import { admissionAttributes } from './admission-attributes';
import { Turn } from '../../golang/turns';
import { tracked } from './managed-fields/track';
import { answered, toAdmitted, toStored } from './conversion';
import { decodeBody, inHubForm } from './decode-body';
import { versionOfScope, type RequestScope } from './request-scope';
import { storeCreate } from './store-create';
import { inNamespaceOfRequest } from './system-fields';
import { writeOptions } from './write-options';

export async function create(scope: RequestScope): Promise<HandlerResult> {
  const { call, context, resource } = scope;
  const version = versionOfScope(scope);
  const options = writeOptions('CreateOptions', call.query, version);
  const decoded = await decodeBody(scope, options);
  const placed = version.has('namespaceCheckedFirst') ? inNamespaceOfRequest(scope, decoded) : decoded;
  const given = inHubForm(await tracked(scope, options.fieldManager, placed, undefined), scope);
  const name = given.metadata.name ?? '';
  const shown = { operation: 'CREATE', dryRun: options.dryRun, options: options.given, name } as const;
  const admitted = (await context.admission.admit(admissionAttributes(scope, { ...shown, object: given }))) ?? given;
  const turn = new Turn();
  await context.scheme.convertAhead(admitted, resource.stored.kind);
  const object = toStored(scope, admitted);
  await resource.strategy.authorizeCreate?.(object, call, context);
  const stored = await storeCreate(
    scope,
    object,
    (final) =>
      context.admission.validate(
        admissionAttributes(scope, { ...shown, object: toAdmitted(scope, final), name: name === '' ? (final.metadata.name ?? '') : name }),
      ),
    options.dryRun,
  );
  if (turn.isLate()) await turn.next();
  return { status: 201, object: answered(scope, stored) };
}
