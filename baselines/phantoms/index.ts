/** Chest radiograph phantoms: drawn, never photographed. Pure code, without files or Node. */
export { drawPhantom, drawPhantomWith, phantomSet, DEFAULT_SIZE } from './draw.ts';
export type { PhantomSetRequest } from './draw.ts';
export { LABEL_NOISE } from './cohort/labels.ts';
export { FINDING_NAMES, byFinding, type FindingName } from './names.ts';
export { runLengths, maskOfRuns } from './regions.ts';
export type * from './types.ts';
