/**
 * The metadata of a review, which should have none, as it is shown in the complaint about it.
 */
import type { KubeObject } from '../../api/objects';
import { printMapSyntax, printSliceSyntax, printStructSyntax } from '../../golang/printf';
import { quote } from '../../golang/quote';
import { GoPrinted, type FieldValue } from '../../errors/field-error';
import type { Version } from '../../versions';

function goPrinted({ metadata }: KubeObject): FieldValue {
  return new GoPrinted(
    printStructSyntax('v1.ObjectMeta', {
      Name: quote(metadata.name ?? ''),
      GenerateName: quote(metadata.generateName ?? ''),
      Namespace: quote(metadata.namespace ?? ''),
      SelfLink: quote(metadata.selfLink ?? ''),
      UID: quote(metadata.uid ?? ''),
      ResourceVersion: quote(metadata.resourceVersion ?? ''),
      Generation: String(metadata.generation ?? 0),
      CreationTimestamp: 'v1.Time{Time:time.Time{wall:0x0, ext:0, loc:(*time.Location)(nil)}}',
      DeletionTimestamp: '(*v1.Time)(nil)',
      DeletionGracePeriodSeconds: '(*int64)(nil)',
      Labels: printMapSyntax(metadata.labels),
      Annotations: printMapSyntax(metadata.annotations),
      OwnerReferences: '[]v1.OwnerReference(nil)',
      Finalizers: printSliceSyntax(metadata.finalizers),
      ClusterName: '""',
      ManagedFields: '[]v1.ManagedFieldsEntry(nil)',
    }),
  );
}

export const printedMetadata = (review: KubeObject, version: Version): FieldValue => (version.has('jsonFieldErrors') ? review.metadata : goPrinted(review));
