import { defineRecipe } from '../define.ts';
import { backbone, common, headPhase, softmax, source } from './shared.ts';

export const s5Densenet121V0 = defineRecipe({
	id: 's5-densenet121-v0',
	name: 'DenseNet-121 v0, untrained head',
	note: 'Frozen DenseNet-121 and a softmax that was not trained: what chance looks like.',
	source,
	...common,
	backbone: backbone('densenet121'),
	head: softmax,
	phases: [{ ...headPhase, epochs: 1, learningRate: { kind: 'constant', rate: 0 } }],
	parameters: { backbone: 7_037_504, head: 3_075, outputs: 3 },
});
