/** The NIH images of the open collection: ChestX-ray14's labels, sex, age and view. */
import { join } from 'node:path';
import { FINDING_NAMES } from '../../phantoms/names.ts';
import type { DatasetSource } from '../open-dataset.ts';

export const nihFourteen = (folder: string): DatasetSource => ({
	folder,
	csv: join(folder, 'nih14-labels.csv'),
	task: 'multilabel',
	labels: FINDING_NAMES,
});
