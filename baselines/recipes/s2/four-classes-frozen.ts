import { defineRecipe } from '../define.ts';
import { BACKBONE_PARAMETERS, common, frozen, sgd, source } from './shared.ts';

export const s2FourClassesFrozen = defineRecipe({
	id: 's2-four-classes-frozen',
	name: 'Xception, four classes, frozen',
	note: 'Head on frozen Xception: typical, negative, indeterminate, atypical.',
	source: source([{ figure: 'accuracy', value: 0.5174, on: 'validation' }]),
	...common,
	tasks: ['multiclass'],
	phases: [frozen({ ...sgd, epochs: 5 })],
	parameters: { backbone: BACKBONE_PARAMETERS, head: 16_388, outputs: 4 },
});
