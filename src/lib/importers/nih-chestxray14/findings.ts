/** In the order of the paper. */
export const FINDINGS: readonly string[] = [
	...['Atelectasis', 'Cardiomegaly', 'Effusion', 'Infiltration', 'Mass', 'Nodule', 'Pneumonia'],
	...['Pneumothorax', 'Consolidation', 'Edema', 'Emphysema', 'Fibrosis', 'Pleural_Thickening'],
	'Hernia',
];

/** Images of the whole data set. */
export const ALL_IMAGES = 112_120;

/** Positive images per finding, counted in Data_Entry_2017_v2020.csv. */
export const COUNTS_2020: Readonly<Record<string, number>> = {
	Atelectasis: 11_559,
	Cardiomegaly: 2_776,
	Effusion: 13_317,
	Infiltration: 19_894,
	Mass: 5_782,
	Nodule: 6_331,
	Pneumonia: 1_431,
	Pneumothorax: 5_302,
	Consolidation: 4_667,
	Edema: 2_303,
	Emphysema: 2_516,
	Fibrosis: 1_686,
	Pleural_Thickening: 3_385,
	Hernia: 227,
};

/** `Follow-up #` of images that the 2020 edition renumbered: [2017, 2020]. */
export const FOLLOW_UPS: Readonly<Record<string, readonly [string, string]>> = {
	'00000003_000.png': ['0', '7'],
	'00000003_001.png': ['1', '0'],
	'00000003_002.png': ['2', '1'],
	'00000003_003.png': ['3', '2'],
	'00000003_004.png': ['4', '3'],
};
