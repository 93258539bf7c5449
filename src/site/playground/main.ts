/** What the page of the playground gets as `cukernetesPlayground`. */
export { VERSIONS } from '../../engine/versions';
export { Playground } from './answer';
