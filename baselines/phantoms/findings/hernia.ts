import { around, visitBox } from '../canvas.ts';
import { bell, smoothstep } from '../curves.ts';
import { createTexture } from '../texture.ts';
import type { Finding } from './finding.ts';

/** Stomach above the diaphragm: a round shadow behind the heart, with air over a level of fluid. */
export const hernia: Finding = {
	name: 'Hernia',
	prevalence: 0.008,
	women: 1.5,
	perDecade: 0.12,
	chronic: true,
	create(random, severity) {
		const radius = 0.1 + 0.1 * severity;
		const x = 0.07 + 0.06 * random.normal();
		const level = 0.15 * random.normal();
		const air = 0.1 + 0.13 * severity;
		const wide = 1.05 + 0.2 * random.uniform();
		const texture = createTexture(random);
		return {
			draw(canvas, mark) {
				const { attenuation, anatomy, pixel } = canvas;
				const cy = anatomy.lungs[1].dome - 0.55 * radius;
				const soft = Math.max(0.014, pixel);
				visitBox(canvas, around(x, cy, radius * wide * 1.3), (i, px, py) => {
					const dx = (px - x) / wide;
					const dy = py - cy;
					const uneven = 0.18 * radius * texture.at(px, py, 1.1 * radius);
					const d = Math.sqrt(dx * dx + dy * dy) + uneven;
					const inside = 1 - smoothstep(radius - soft, radius + soft, d);
					const rim = bell(d - radius, Math.max(0.014, pixel));
					const aboveLevel = 1 - smoothstep(-soft, soft, dy - level * radius);
					const bubble = inside * aboveLevel * (1 - smoothstep(0.75 * radius, radius, d) * 0.6);
					attenuation[i]! += 0.045 * inside + 0.035 * rim - air * bubble;
					mark[i] = Math.max(mark[i]!, inside);
				});
			},
		};
	},
};
