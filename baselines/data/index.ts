/** Images and their labels. Needs Node, sharp and the DICOM readers: never import it from pages. */
export {
	labelTable,
	openDataset,
	tablesAmong,
	withheldTable,
	type DatasetSource,
} from './open-dataset.ts';
export { openFolderLayout, type FolderLayout } from './sets/folder-layout.ts';
export { kermanyOpacity, kermanyThreeClasses } from './sets/kermany.ts';
export { nihFourteen } from './sets/nih.ts';
export { loadPhantoms } from './sets/phantoms.ts';
export { decodeFile, decodeImage } from './decode/decode.ts';
export { ImageError } from './decode/image-error.ts';
export { splitByPatient, crossingPatients, DEFAULT_SHARES, type SplitShares } from './split.ts';
export { equaliseHistogram } from './preprocess/equalise.ts';
export { normalise, type Normalisation, type NormaliseOptions } from './preprocess/normalise.ts';
export { fitCentre, type FeatureMean } from './preprocess/centre.ts';
export { equaliseAll, preprocessingKey, type Preprocessing } from './preprocess/preprocess.ts';
export { openFeatureCache, hashOf, type FeatureCache } from './feature-cache.ts';
export { DATA_PROBLEM_CODES, DATA_NOTICE_CODES } from './problems.ts';
export type { DataNotice, DataNoticeCode, DataProblem, DataProblemCode } from './problems.ts';
export * from './types.ts';
export { tableOnly } from './table-only.ts';
