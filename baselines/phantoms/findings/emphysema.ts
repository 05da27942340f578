import { sizeHeart } from '../anatomy/anatomy.ts';
import { createTexture } from '../texture.ts';
import { smoothstep } from '../curves.ts';
import type { Finding } from './finding.ts';

/** Too much air: low flat diaphragm, narrow heart, dark lungs with few vessels, bullae above. */
export const emphysema: Finding = {
	name: 'Emphysema',
	prevalence: 0.022,
	women: 0.75,
	perDecade: 0.08,
	chronic: true,
	create(random, severity) {
		const drop = 0.02 + 0.09 * severity;
		const texture = createTexture(random);
		const bullous = 0.3 + 0.7 * random.uniform();
		return {
			reshape(anatomy) {
				for (const lung of anatomy.lungs) {
					lung.dome += drop;
					lung.curvature *= 1 - 0.6 * severity;
					lung.width += 0.025 * severity;
					lung.aeration += 0.01 + 0.05 * severity;
				}
				sizeHeart(anatomy, 0.42 - 0.05 * severity);
				anatomy.ribSpacing *= 1 + 0.08 * severity;
			},
			draw(canvas, mark) {
				const { air, vessels, attenuation, size, x, y } = canvas;
				const thinned = 0.2 + 0.5 * severity;
				for (let i = 0; i < size * size; i++) {
					if (air[i] === 0) continue;
					const bulla = smoothstep(0.15, 0.45, texture.cloud(x[i]!, y[i]!, 0.22));
					const upper = 1 - 0.6 * smoothstep(-0.2, 0.3, y[i]!);
					attenuation[i]! -= 0.05 * severity * bullous * bulla * upper * air[i]!;
					vessels[i]! *= 1 - thinned * (0.6 + 0.4 * bulla * upper);
					mark[i] = smoothstep(0.1, 0.4, air[i]!);
				}
			},
		};
	},
};
