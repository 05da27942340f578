import { defineRecipe } from '../define.ts';
import { BACKBONE_PARAMETERS, common, frozen, nadam, source } from './shared.ts';

export const s2OpacityFrozen = defineRecipe({
	id: 's2-opacity-frozen',
	name: 'Xception, opacity, frozen',
	note: 'Head on frozen Xception: opacity against none.',
	source: source([{ figure: 'accuracy', value: 0.7496, on: 'validation' }]),
	...common,
	tasks: ['binary'],
	phases: [frozen({ ...nadam(0.001), epochs: 10 })],
	parameters: { backbone: BACKBONE_PARAMETERS, head: 12_290, outputs: 2 },
});
