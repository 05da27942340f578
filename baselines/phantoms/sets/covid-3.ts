import type { PhantomSetDefinition } from './types.ts';

const each = (images: number) => ({ Consolidation: images, Haze: images, Normal: images });

/**
 * Three looks of a lung, as many of each. A drawing can show a pattern and no virus, so the classes
 * are named after what is drawn.
 */
export const covid3: PhantomSetDefinition = {
	slug: 'demo-covid-3',
	seed: 14,
	cohort: {
		splits: [
			['train', 2_520],
			['validation', 360],
			['test', 720],
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
			{ name: 'Consolidation', class: 'Consolidation', findings: ['Consolidation'], share: 1 },
			{ name: 'Infiltration', class: 'Haze', findings: ['Infiltration'], share: 0.7 },
			{ name: 'Edema', class: 'Haze', findings: ['Edema'], share: 0.3 },
			{ name: 'Normal', class: 'Normal', findings: [], share: 1 },
		],
		classNoise: 0.04,
	},
	rows: { train: each(840), validation: each(120), test: each(240) },
	columns: { id: 'image', labels: { kind: 'class', name: 'class' } },
	empty: ['Normal'],
};
