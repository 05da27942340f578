import { signOf } from '../anatomy/anatomy.ts';
import { createTexture } from '../texture.ts';
import { anySide, type Finding } from './finding.ts';
import { drawRound } from './round.ts';

/** One to four small balls, below 3 cm (0.15 here, where the thorax is about 1.45 wide). */
export const nodule: Finding = {
	name: 'Nodule',
	prevalence: 0.057,
	women: 1,
	perDecade: 0.05,
	chronic: true,
	create(random, severity) {
		const count = random.uniform() < 0.7 ? 1 : 2 + Math.floor(3 * random.uniform());
		const balls = Array.from({ length: count }, () => ({
			x: signOf(anySide(random, 0.55)) * (0.2 + 0.4 * random.uniform()),
			y: -0.5 + 0.8 * random.uniform(),
			radius: (0.03 + 0.04 * severity) * (0.85 + 0.3 * random.uniform()),
			contrast: (0.1 + 0.2 * severity) * (0.85 + 0.3 * random.uniform()),
			lobulation: 0.1 + 0.15 * random.uniform(),
			softness: 0.25,
		}));
		const texture = createTexture(random);
		return { draw: (canvas, mark) => balls.forEach((b) => drawRound(canvas, mark, b, texture)) };
	},
};
