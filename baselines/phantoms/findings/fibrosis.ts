import { createTexture } from '../texture.ts';
import { anySide, onSide, type Finding } from './finding.ts';
import { smoothstep } from '../curves.ts';
import { bordersOf } from '../anatomy/borders.ts';

/** A net of scars near the pleura, mostly at the bases, in lungs that have shrunk. */
export const fibrosis: Finding = {
	name: 'Fibrosis',
	prevalence: 0.016,
	women: 1,
	perDecade: 0.1,
	chronic: true,
	create(random, severity) {
		const apical = random.uniform() < 0.25;
		const oneSided = random.uniform() < 0.25;
		const side = anySide(random);
		const contrast = 0.09 + 0.19 * severity;
		const mesh = 0.036 + 0.02 * random.uniform();
		const texture = createTexture(random);
		return {
			reshape(anatomy) {
				for (const lung of anatomy.lungs) lung.dome -= 0.05 * severity;
			},
			draw(canvas, mark) {
				const { air, attenuation, size, x, y, anatomy, pixel } = canvas;
				const borders = bordersOf(anatomy);
				// A mesh finer than two pixels would be averaged away: it is drawn as fine as it shows.
				const cell = Math.max(mesh, 2.4 * pixel);
				for (let i = 0; i < size * size; i++) {
					if (air[i] === 0 || (oneSided && !onSide(side, x[i]!))) continue;
					const px = x[i]!;
					const py = y[i]!;
					const lobe = apical ? 1 - smoothstep(-0.5, -0.2, py) : smoothstep(-0.12, 0.22, py);
					const off = Math.abs(px - borders.midline(py));
					const wall = borders.lateral(px < 0 ? 0 : 1, py) - off;
					const rim = 1 - 0.6 * smoothstep(0.1, 0.35, wall);
					const where = lobe * rim;
					if (where === 0) continue;
					const net = texture.net(px, py, cell) * (0.75 + 0.5 * texture.cloud(py, px, 0.12));
					attenuation[i]! += contrast * where * (net + 0.22) * Math.min(1, air[i]! * 1.5);
					mark[i] = where * Math.min(1, air[i]! * 2);
				}
			},
		};
	},
};
