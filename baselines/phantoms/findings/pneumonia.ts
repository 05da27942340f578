import { signOf } from '../anatomy/anatomy.ts';
import { anySide, type Finding } from './finding.ts';
import { drawPatch } from './opacity.ts';

/** One focus of fluffy, ill-defined opacity, mostly in the middle or lower zone. */
export const pneumonia: Finding = {
	name: 'Pneumonia',
	prevalence: 0.015,
	women: 0.9,
	perDecade: 0.02,
	chronic: false,
	create(random, severity) {
		const side = anySide(random, 0.55);
		const x = signOf(side) * (0.3 + 0.2 * random.uniform());
		const y =
			random.uniform() < 0.75 ? 0.05 + 0.28 * random.uniform() : -0.35 + 0.3 * random.uniform();
		const radius = 0.12 + 0.12 * severity + 0.05 * random.uniform();
		const stretch = 0.8 + 0.5 * random.uniform();
		const contrast = 0.1 + 0.2 * severity;
		return {
			draw(canvas, mark) {
				const patch = { x, y, width: radius * stretch, height: radius / stretch, contrast };
				drawPatch(canvas, mark, { ...patch, softness: 0.75, patchiness: 0.65, grain: 0.1 }, random);
			},
		};
	},
};
