/** Lists and their items, and objects reduced to their metadata. */
import type { KubeObject } from '../api/objects';
import type { CustomShape } from '../api/registry';
import type { Conversion } from './negotiation/media-type';

export const isList = (object: KubeObject): boolean => Array.isArray(object['items']) && (object.kind ?? '').endsWith('List');
export const itemsOf = (list: KubeObject): readonly KubeObject[] => (Array.isArray(list['items']) ? (list['items'] as readonly KubeObject[]) : []);

export const metadataOnly = (object: KubeObject, version: Conversion['version'], custom?: CustomShape): KubeObject => ({
  kind: 'PartialObjectMetadata',
  apiVersion: `meta.k8s.io/${version}`,
  metadata: custom?.metadata(object) ?? object.metadata,
});
