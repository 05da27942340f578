import { reportedBySystem } from './recipes.ts';
import type { Reported } from './types.ts';

/** Wagner's heads on frozen features: AUROC of mass or nodule against neither. */
export const massOrNoduleReported = (): Reported[] =>
	reportedBySystem('S1', 'auroc', 'a random sample of 5,606 images of ChestX-ray14');
