export { conventionOf } from './naming.ts';
export { fetchWeights, type FetchOptions } from './download.ts';
export { loadWeights, type LoadOptions, type LoadReport } from './load.ts';
export { openWeights } from './open.ts';
export { saveWeights } from './save.ts';
export type { NamedWeight, WeightsFile } from './types.ts';
export { WeightsError } from './weights-error.ts';
