import { defineRecipe } from '../define.ts';
import { source } from './shared.ts';

export const s4StackLogistic = defineRecipe({
	id: 's4-stack-logistic',
	name: 'Stack, logistic regression',
	note: 'ResNet101, DenseNet-121 and Inception-v4, combined on the validation split.',
	source: source(0.9917, 0.9491),
	method: 'stack',
	tasks: ['multilabel', 'binary'],
	members: ['s4-resnet101', 's4-densenet121', 's4-inception-v4'],
	stacker: 'logistic-regression',
	threshold: { kind: 'fixed', value: 0.5 },
});
