import { defineRecipe } from '../define.ts';
import { source } from './shared.ts';

export const s4StackBoosted = defineRecipe({
	id: 's4-stack-boosted',
	name: 'Stack, boosted trees',
	note: 'ResNet101, DenseNet-121 and Inception-v4, combined on the validation split.',
	source: source(0.9911, 0.9454),
	method: 'stack',
	tasks: ['multilabel', 'binary'],
	members: ['s4-resnet101', 's4-densenet121', 's4-inception-v4'],
	stacker: 'boosted-trees',
	threshold: { kind: 'fixed', value: 0.5 },
});
