import { defineRecipe } from '../define.ts';
import { mlp } from '../s1/shared.ts';
import { own } from './shared.ts';

export const xceptionMlp = defineRecipe({
	id: 'xception-mlp',
	name: 'Xception features, MLP',
	note: 'Frozen Xception up to the end of block 13, pooled to 1,024 features, under the head that won in the first published system.',
	source: own,
	...mlp,
	method: 'network',
	tasks: ['binary', 'multilabel', 'multiclass'],
	image: { size: 128, channels: 3, scale: 'architecture' },
	backbone: { model: 'xception', weights: 'imagenet', convention: 'keras', upTo: 'add_12' },
	head: { ...mlp.head, output: 'by-task' },
	phases: [{ ...mlp.phases[0], epochs: 30 }],
	threshold: { kind: 'youden' },
	// Fourteen rare findings that start at one half take longer to fall than the patience lasts.
	priorBias: true,
	parameters: { backbone: 16_105_512, head: 35_687, outputs: 1 },
});
