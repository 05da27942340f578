import { defineRecipe } from '../define.ts';
import { own } from './shared.ts';

export const demoStack = defineRecipe({
	id: 'demo-stack',
	name: 'Stack of three',
	note: 'Small network, Xception features and 24×24 pixels, combined by logistic regression on the validation split, as in the fourth published system.',
	source: own,
	method: 'stack',
	tasks: ['multilabel', 'binary', 'multiclass'],
	members: ['demo-small-cnn', 'xception-logistic', 'pixels'],
	stacker: 'logistic-regression',
	threshold: { kind: 'youden' },
});
