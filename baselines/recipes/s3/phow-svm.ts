import { defineRecipe } from '../define.ts';

export const s3PhowSvm = defineRecipe({
	id: 's3-phow-svm',
	name: 'PHOW, linear SVM',
	note: 'Dense gradient descriptors, a visual vocabulary over a spatial pyramid, and one linear support vector machine per finding.',
	source: {
		system: 'S3',
		title: 'Gómez, Rueda and Valderrama, ChestX-ray14',
		published: [{ figure: 'mean_auroc', value: 0.3137, on: 'test' }],
		chosen: 'How PHOW was modified is not printed.',
	},
	method: 'classical',
	tasks: ['multilabel', 'binary', 'multiclass'],
	image: { size: 256, channels: 1, scale: 'unit', kernel: 'linear' },
	features: { kind: 'phow' },
	head: { id: 'linear-svm', balanced: true },
	threshold: { kind: 'fixed', value: 0.5 },
});
