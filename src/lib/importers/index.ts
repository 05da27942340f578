/** Published data sets as competitions: one file a data set, and a line here. Pure: also runs in the browser. */
import { chexpert } from './chexpert.ts';
import { covid19Radiography } from './covid19-radiography.ts';
import { importDataset as importWith } from './import-dataset.ts';
import { kermany } from './kermany.ts';
import { nihChestxray14 } from './nih-chestxray14.ts';
import { rsnaPneumonia } from './rsna-pneumonia.ts';
import { siimCovid } from './siim-covid.ts';
import type { Importer, ImportInput, ImportOptions, ImportResult } from './types.ts';
import { unifespBodypart } from './unifesp-bodypart.ts';

export const importers: readonly Importer[] = [
	nihChestxray14,
	chexpert,
	siimCovid,
	rsnaPneumonia,
	covid19Radiography,
	kermany,
	unifespBodypart,
];

export const findImporter = (id: string): Importer | undefined =>
	importers.find((importer) => importer.id === id);

/** Makes a competition folder of a data set's files, or says everything that is wrong with them. */
export const importDataset = (
	importer: Importer,
	input: ImportInput,
	options: ImportOptions = {},
): ImportResult => importWith(importer, importers, input, options);

export type * from './types.ts';
