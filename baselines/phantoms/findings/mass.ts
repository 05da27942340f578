import { signOf } from '../anatomy/anatomy.ts';
import { createTexture } from '../texture.ts';
import { anySide, type Finding } from './finding.ts';
import { drawRound } from './round.ts';

/** A lobulated ball of 3 cm or more. */
export const mass: Finding = {
	name: 'Mass',
	prevalence: 0.05,
	women: 0.85,
	perDecade: 0.06,
	chronic: true,
	create(random, severity) {
		const hilar = random.uniform() < 0.3;
		const sign = signOf(anySide(random, 0.55));
		const x = sign * (hilar ? 0.2 + 0.08 * random.uniform() : 0.28 + 0.3 * random.uniform());
		const y = hilar ? -0.12 + 0.18 * random.uniform() : -0.48 + 0.76 * random.uniform();
		const round = {
			x,
			y,
			radius: 0.08 + 0.1 * severity * (0.6 + 0.4 * random.uniform()),
			contrast: 0.08 + 0.2 * severity,
			lobulation: 0.15 + 0.25 * random.uniform(),
			softness: 0.12 + 0.2 * random.uniform(),
		};
		const texture = createTexture(random);
		return { draw: (canvas, mark) => drawRound(canvas, mark, round, texture) };
	},
};
