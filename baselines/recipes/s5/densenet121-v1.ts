import { defineRecipe } from '../define.ts';
import { backbone, common, headPhase, softmax, source } from './shared.ts';

export const s5Densenet121V1 = defineRecipe({
	id: 's5-densenet121-v1',
	name: 'DenseNet-121 v1, frozen',
	note: 'Frozen DenseNet-121 and a trained softmax.',
	source,
	...common,
	backbone: backbone('densenet121'),
	head: softmax,
	phases: [headPhase],
	parameters: { backbone: 7_037_504, head: 3_075, outputs: 3 },
});
