/** AUROC per finding of ChestX-ray14 as published, in per cent. */

/** A column of a printed table. */
export interface PublishedColumn {
	name: string;
	/** The mean printed under it; absent where none is. */
	printedMean?: number;
	source: { title: string; url?: string };
	findings: Readonly<Record<string, number>>;
}

const GOMEZ = 'as tabulated by Gómez, Rueda and Valderrama';

/** Wang 2017, Yao 2017, Rajpurkar 2017, Gómez et al. (ResNet50), as the last of them print them. */
export const PUBLISHED: Readonly<
	Record<string, readonly [wang: number, yao: number, rajpurkar: number, gomez: number]>
> = {
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
	Pleural_Thickening: [70.8, 76.5, 80.6, 57.9],
	Hernia: [76.7, 91.4, 91.6, 48.8],
};

const columnOf = (index: number) =>
	Object.fromEntries(Object.entries(PUBLISHED).map(([name, row]) => [name, row[index]!]));

export const FOURTEEN_FINDINGS: readonly PublishedColumn[] = [
	{
		name: 'Wang et al. 2017',
		printedMean: 73.81,
		source: {
			title: `Wang et al., ChestX-ray8, CVPR 2017; ${GOMEZ}`,
			url: 'https://arxiv.org/abs/1705.02315',
		},
		findings: columnOf(0),
	},
	{
		name: 'Yao et al. 2017',
		printedMean: 80.27,
		source: {
			title: `Yao et al., Learning to diagnose from scratch, 2017; ${GOMEZ}`,
			url: 'https://arxiv.org/abs/1710.10501',
		},
		findings: columnOf(1),
	},
	{
		name: 'Rajpurkar et al. 2017 (CheXNet)',
		printedMean: 86.57,
		source: {
			title: `Rajpurkar et al., CheXNet, 2017; ${GOMEZ}`,
			url: 'https://arxiv.org/abs/1711.05225',
		},
		findings: columnOf(2),
	},
	{
		name: 'Gómez et al. (ResNet50)',
		printedMean: 50.68,
		source: { title: 'Gómez, Rueda and Valderrama, fourteen findings on ChestX-ray14, ResNet50' },
		findings: columnOf(3),
	},
];

const EIGHT = [
	...['Atelectasis', 'Cardiomegaly', 'Effusion', 'Infiltration'],
	...['Mass', 'Nodule', 'Pneumonia', 'Pneumothorax'],
];

const onEight = (network: string, values: readonly number[]): PublishedColumn => ({
	name: `Wang et al. 2017 (${network}, eight findings)`,
	source: {
		title: "Wang et al., ChestX-ray8, CVPR 2017; as tabulated in Wagner's master's thesis",
		url: 'https://arxiv.org/abs/1705.02315',
	},
	findings: Object.fromEntries(EIGHT.map((name, k) => [name, values[k]!])),
});

/** Wang et al.'s four networks, of eight findings. */
export const EIGHT_FINDINGS: readonly PublishedColumn[] = [
	onEight('AlexNet', [65, 69, 66, 60, 56, 65, 55, 74]),
	onEight('GoogLeNet', [63, 71, 69, 61, 54, 56, 60, 78]),
	onEight('VGG16', [63, 71, 65, 59, 51, 66, 51, 75]),
	onEight('ResNet50', [71, 81, 74, 61, 56, 72, 63, 79]),
];
