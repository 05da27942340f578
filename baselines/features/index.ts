/** Features made by hand. A new kind is a file and a line here. */
export { areaResize } from './area-resize.ts';
export { pixelFeatures } from './pixels.ts';
export { denseSift, DESCRIPTOR, type Descriptors, type DenseSiftOptions } from './dense-sift.ts';
export { kMeans, nearestWord, type Vocabulary } from './k-means.ts';
export { fitPhow, phowOf, type Phow, type PhowData, type PhowOptions } from './phow.ts';
