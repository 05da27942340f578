import { signOf, type Side } from '../anatomy/anatomy.ts';
import { anySide, type Finding } from './finding.ts';
import { drawPatch } from './opacity.ts';

/** Faint, patchy haze without a border, in one to four zones. */
export const infiltration: Finding = {
	name: 'Infiltration',
	prevalence: 0.165,
	women: 0.95,
	perDecade: 0,
	chronic: false,
	create(random, severity) {
		const first = anySide(random);
		const both = random.uniform() < 0.45;
		const count = 1 + Math.floor(random.uniform() * (both ? 4 : 2));
		const patches = Array.from({ length: count }, (_, k) => {
			const side = (both && k % 2 ? 1 - first : first) as Side;
			const width = 0.15 + 0.12 * random.uniform();
			return {
				x: signOf(side) * (0.28 + 0.24 * random.uniform()),
				y: -0.4 + 0.72 * random.uniform(),
				width,
				height: width * (0.9 + 0.6 * random.uniform()),
				contrast: (0.06 + 0.14 * severity) * (0.8 + 0.4 * random.uniform()),
				softness: 0.95,
				patchiness: 1,
				grain: 0.06 + 0.04 * random.uniform(),
			};
		});
		return {
			draw: (canvas, mark) => patches.forEach((patch) => drawPatch(canvas, mark, patch, random)),
		};
	},
};
