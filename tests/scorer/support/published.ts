/** Figures as they were printed. Confusion matrices have true classes as rows. */

/** Wagner's heads: precision, recall and F1 of class 0 and 1, and a matrix that has them all. */
export const S1_HEADS = [
	{
		head: 'logistic regression on VGG16',
		counts: [
			[21, 986],
			[3, 111],
		],
		precision: ['0.88', '0.1'],
		recall: ['0.02', '0.97'],
		f1: ['0.04', '0.18'],
		accuracy: undefined,
	},
	{
		head: 'logistic regression on VGG19',
		counts: [
			[0, 1007],
			[0, 114],
		],
		precision: ['undefined', '0.1'],
		recall: ['0', '1'],
		f1: ['0', '0.18'],
		accuracy: undefined,
	},
	{
		head: 'logistic regression on ResNet50',
		counts: [
			[1005, 2],
			[114, 0],
		],
		precision: ['0.9', '0'],
		recall: ['1', '0'],
		f1: ['0.95', '0'],
		accuracy: undefined,
	},
	{
		head: 'random forest',
		counts: [
			[1007, 0],
			[114, 0],
		],
		precision: ['0.9', 'undefined'],
		recall: ['1', '0'],
		f1: ['0.95', '0'],
		accuracy: '0.9',
	},
	{
		head: 'neural network on VGG16',
		counts: [
			[650, 357],
			[47, 67],
		],
		precision: ['0.93', '0.16'],
		recall: ['0.65', '0.59'],
		f1: ['0.76', '0.25'],
		accuracy: '0.64',
	},
	{
		head: 'neural network on VGG19',
		counts: [
			[479, 528],
			[39, 75],
		],
		precision: ['0.92', '0.12'],
		recall: ['0.48', '0.66'],
		f1: ['0.63', '0.21'],
		accuracy: '0.49',
	},
	{
		head: 'neural network on ResNet50',
		counts: [
			[428, 579],
			[44, 70],
		],
		precision: ['0.91', '0.11'],
		recall: ['0.43', '0.61'],
		f1: ['0.58', '0.18'],
		accuracy: '0.44',
	},
	{
		head: 'logistic regression, grid search, on VGG16',
		counts: [
			[413, 594],
			[40, 74],
		],
		precision: ['0.91', '0.11'],
		recall: ['0.41', '0.65'],
		f1: ['0.57', '0.19'],
		accuracy: undefined,
	},
];

/** The text-mined labels of ChestX-ray8 against readers: precision, recall, F1. */
export const S1_LABEL_QUALITY: [string, number, number, number][] = [
	['Atelectasis', 0.99, 0.85, 0.91],
	['Cardiomegaly', 1, 0.79, 0.88],
	['Effusion', 0.93, 0.82, 0.87],
	['Infiltration', 0.74, 0.87, 0.8],
	['Mass', 0.75, 0.4, 0.52],
	['Nodule', 0.96, 0.62, 0.75],
	['Normal', 0.87, 0.99, 0.93],
	['Pneumonia', 0.66, 0.93, 0.77],
	['Pneumothorax', 0.9, 0.82, 0.86],
	['total', 0.9, 0.91, 0.9],
];

/** García Boronat's binary models: none, opacity. */
export const S2_BINARY = [
	{
		model: 'fine-tuned',
		counts: [
			[226, 130],
			[121, 789],
		],
		accuracy: '0.80173775671406',
	},
	{
		model: 'retrained on competition data',
		counts: [
			[215, 121],
			[157, 761],
		],
		accuracy: '0.7783094098883573',
	},
	{
		model: 'united, frozen, validation',
		counts: [
			[965, 429],
			[795, 3057],
		],
		accuracy: '0.7667',
	},
	{
		model: 'united, frozen, test',
		counts: [
			[238, 98],
			[213, 705],
		],
		accuracy: '0.7520',
	},
	{
		model: 'united, fine-tuned, validation',
		counts: [
			[62, 1332],
			[23, 3829],
		],
		accuracy: '0.7417',
	},
	{
		model: 'united, fine-tuned, test',
		counts: [
			[16, 320],
			[10, 908],
		],
		accuracy: '0.7368',
	},
];

/** AUROC in per cent on ChestX-ray14: Wang 2017, Yao 2017, Rajpurkar 2017, Gómez et al. */
export const NIH_AUROCS: Record<string, [number, number, number, number]> = {
	Atelectasis: [71.6, 77.2, 80.9, 49],
	Cardiomegaly: [80.7, 90.4, 92.5, 54.1],
	Effusion: [78.4, 85.9, 86.4, 55.1],
	Infiltration: [60.9, 69.5, 73.4, 50],
	Mass: [70.6, 79.2, 86.8, 52.8],
	Nodule: [67.1, 71.7, 78, 51],
	Pneumonia: [63.3, 71.3, 76.8, 50.7],
	Pneumothorax: [80.6, 84.1, 88.9, 49],
	Consolidation: [70.8, 78.8, 79, 50],
	Edema: [83.5, 88.2, 88.8, 47.6],
	Emphysema: [81.5, 82.9, 93.7, 54.6],
	Fibrosis: [76.9, 76.7, 80.5, 39],
	'Pleural thickening': [70.8, 76.5, 80.6, 57.9],
	Hernia: [76.7, 91.4, 91.6, 48.8],
};
