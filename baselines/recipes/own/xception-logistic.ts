import { defineRecipe } from '../define.ts';
import { own } from './shared.ts';

export const xceptionLogistic = defineRecipe({
	id: 'xception-logistic',
	name: 'Xception features, logistic regression',
	note: 'Frozen Xception up to the end of block 13, pooled to 1,024 features, and a standardised logistic regression.',
	source: own,
	method: 'classical',
	tasks: ['binary', 'multilabel', 'multiclass'],
	image: { size: 128, channels: 3, scale: 'architecture' },
	features: {
		kind: 'backbone',
		backbone: { model: 'xception', weights: 'imagenet', convention: 'keras', upTo: 'add_12' },
	},
	// The penalty of the 24×24-pixel regression, which was chosen without this recipe's test images.
	head: { id: 'logistic-regression', parameters: { c: 0.01, tolerance: 1e-5 } },
	threshold: { kind: 'youden' },
	parameters: { backbone: 16_105_512 },
});
