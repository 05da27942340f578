import { bordersOf } from '../anatomy/borders.ts';
import type { Side } from '../anatomy/anatomy.ts';
import { bell, smoothstep } from '../curves.ts';
import { anySide, onSide, type Finding } from './finding.ts';

/** Fluid in the pleural space: fills the costophrenic angle, with a meniscus up the chest wall. */
export const effusion: Finding = {
	name: 'Effusion',
	prevalence: 0.117,
	women: 1.05,
	perDecade: 0.05,
	chronic: false,
	create(random, severity) {
		const first = anySide(random, 0.52);
		const both = random.uniform() < 0.35;
		const sides: Side[] = both ? [first, (1 - first) as Side] : [first];
		const levels = sides.map((_, k) => (0.6 * severity ** 1.2 + 0.04) * (k ? 0.7 : 1));
		const rise = 0.1 + 0.05 * random.uniform();
		const contrast = 0.34 + 0.1 * random.uniform();
		return {
			draw(canvas, mark) {
				const { air, attenuation, vessels, anatomy, size, x, y } = canvas;
				const borders = bordersOf(anatomy);
				const soft = Math.max(0.035, canvas.pixel);
				for (let i = 0; i < size * size; i++) {
					const k = sides.findIndex((side) => onSide(side, x[i]!));
					if (k < 0 || air[i] === 0) continue;
					const side = sides[k]!;
					const lateral = borders.lateral(side, y[i]!);
					const off = Math.abs(x[i]! - borders.midline(y[i]!));
					// The angle lies lowest; the fluid's height counts from there.
					const angle = borders.diaphragm(side, lateral - 0.02);
					const top = angle - levels[k]! - rise * bell(lateral - off, 0.1);
					const filled = smoothstep(-soft, soft, y[i]! - top);
					if (filled === 0) continue;
					attenuation[i]! += contrast * filled * air[i]!;
					vessels[i]! *= 1 - 0.9 * filled;
					mark[i] = Math.max(mark[i]!, filled * smoothstep(0.02, 0.3, air[i]!));
				}
			},
		};
	},
};
