import { bordersOf } from '../anatomy/borders.ts';
import { smoothstep } from '../curves.ts';
import { createTexture } from '../texture.ts';
import { anySide, onSide, type Finding } from './finding.ts';

/** A band of soft tissue along the inside of the chest wall, or a cap on the apex. */
export const pleuralThickening: Finding = {
	name: 'Pleural_Thickening',
	prevalence: 0.032,
	women: 0.8,
	perDecade: 0.05,
	chronic: true,
	create(random, severity) {
		const side = anySide(random);
		const cap = random.uniform() < 0.4;
		const thickness = 0.035 + 0.055 * severity;
		const contrast = 0.15 + 0.15 * severity;
		const from = 0.25 + 0.25 * random.uniform();
		const to = from + 0.3 + 0.25 * random.uniform();
		const texture = createTexture(random);
		return {
			draw(canvas, mark) {
				const { air, attenuation, vessels, size, x, y, anatomy, pixel } = canvas;
				const borders = bordersOf(anatomy);
				const { apex, dome } = anatomy.lungs[side];
				const soft = Math.max(0.012, pixel);
				for (let i = 0; i < size * size; i++) {
					if (air[i] === 0 || !onSide(side, x[i]!)) continue;
					const py = y[i]!;
					const down = (py - apex) / (dome + 0.15 - apex);
					const off = Math.abs(x[i]! - borders.midline(py));
					const wall = borders.lateral(side, py) - off;
					const roof = py - apex;
					const along = cap
						? 1 - smoothstep(0.12, 0.2, down)
						: smoothstep(from - 0.08, from, down) * (1 - smoothstep(to, to + 0.08, down));
					if (along === 0) continue;
					const depth = cap ? Math.min(wall, roof) : wall;
					const edge = thickness * (cap ? 1.25 : 1) * (1 + 0.35 * texture.at(0, py, 0.1)) * along;
					const inside = 1 - smoothstep(edge - soft, edge + soft, depth);
					attenuation[i]! += contrast * inside * along * Math.min(1, 1.6 * air[i]!);
					vessels[i]! *= 1 - 0.8 * inside;
					mark[i] = Math.max(mark[i]!, inside * along);
				}
			},
		};
	},
};
