import { defineRecipe } from '../define.ts';
import { BACKBONE_PARAMETERS, common, adam, fineTuned, frozen, sgd, source } from './shared.ts';

export const s2FourClassesFineTuned = defineRecipe({
	id: 's2-four-classes-fine-tuned',
	name: 'Xception, four classes, fine-tuned',
	note: 'Frozen first, then all of Xception.',
	source: source([{ figure: 'accuracy', value: 0.5932069510268563, on: 'validation' }]),
	...common,
	tasks: ['multiclass'],
	phases: [frozen({ ...sgd, epochs: 5 }), fineTuned({ ...adam(0.001), epochs: 100 })],
	parameters: { backbone: BACKBONE_PARAMETERS, head: 16_388, outputs: 4 },
});
