import type { PhantomSetDefinition } from './types.ts';

const pattern = (
	name: 'Infiltration' | 'Pneumonia' | 'Consolidation' | 'Edema',
	share: number,
) => ({
	...{ name, class: 'opacity', findings: [name], share },
});

/**
 * Opacity of the lung or none. The test set has as many of both as the final test set of García
 * Boronat's thesis. Findings outside the lung's tissue come by chance on all images alike.
 */
export const opacity: PhantomSetDefinition = {
	slug: 'demo-opacity',
	seed: 14,
	cohort: {
		splits: [
			['train', 2_100],
			['validation', 400],
			['test', 1_267],
		],
		mildness: 0.8,
		byChance: [
			'Cardiomegaly',
			'Effusion',
			'Nodule',
			'Pneumothorax',
			'Emphysema',
			'Fibrosis',
			'Pleural_Thickening',
			'Hernia',
		],
		patterns: [
			{ name: 'None', class: 'none', findings: [], share: 0.27 },
			pattern('Infiltration', 0.29),
			pattern('Pneumonia', 0.18),
			pattern('Consolidation', 0.15),
			pattern('Edema', 0.11),
		],
		classNoise: 0.04,
	},
	rows: {
		train: { none: 567, opacity: 1_533 },
		validation: { none: 108, opacity: 292 },
		test: { none: 342, opacity: 925 },
	},
	columns: { id: 'image', labels: { kind: 'positive', name: 'opacity' } },
	empty: ['none'],
};
