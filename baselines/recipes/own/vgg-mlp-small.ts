import { defineRecipe } from '../define.ts';
import { mlp } from '../s1/shared.ts';
import { own } from './shared.ts';
import { vggSmall } from './vgg-small.ts';

export const vggMlpSmall = defineRecipe({
	id: 'vgg-mlp-small',
	name: 'VGG-MLP, an eighth as wide',
	note: 'The head of the first published system on the frozen features of a narrow VGG, which somebody has trained before: --weights names the weights.safetensors of a run of vgg-small.',
	source: own,
	...mlp,
	method: 'network',
	tasks: ['binary', 'multilabel', 'multiclass'],
	image: vggSmall.image,
	backbone: vggSmall.backbone,
	head: { ...mlp.head, output: 'by-task' },
	balance: { kind: 'none' },
	threshold: { kind: 'youden' },
	// Fourteen rare findings that start at one half take longer to fall than the patience lasts.
	priorBias: true,
	parameters: { backbone: vggSmall.parameters.backbone, head: 3_047, outputs: 1 },
});
