import { signOf, type Side } from '../anatomy/anatomy.ts';
import { bordersOf } from '../anatomy/borders.ts';
import { visitBox } from '../canvas.ts';
import { bell, segmentDistance } from '../curves.ts';
import { createTexture } from '../texture.ts';
import type { Finding } from './finding.ts';

/** Fluid in both lungs: butterfly haze around the hila, wide vessels, short lines at the base. */
export const edema: Finding = {
	name: 'Edema',
	prevalence: 0.022,
	women: 1.05,
	perDecade: 0.05,
	chronic: false,
	create(random, severity) {
		const contrast = 0.06 + 0.17 * severity;
		const tilt = 0.15 * random.normal();
		const spread = 0.24 + 0.12 * severity;
		const texture = createTexture(random);
		const lines = Array.from({ length: 5 }, () => random.uniform());
		return {
			draw(canvas, mark) {
				const { air, attenuation, vessels, anatomy, size, x, y, pixel } = canvas;
				for (let i = 0; i < size * size; i++) {
					if (air[i] === 0) continue;
					const px = x[i]!;
					const off = Math.abs(px) - 0.28;
					const wing = bell(off, spread) * bell(y[i]! - 0.06, spread * 1.5);
					const haze =
						wing * (1 + tilt * Math.sign(px)) * (0.8 + 0.5 * texture.cloud(px, y[i]!, 0.12));
					attenuation[i]! += contrast * haze * Math.min(1, air[i]! * 1.3);
					vessels[i]! *= 1 + 0.6 * severity - 0.5 * Math.min(1, haze);
					mark[i] = Math.max(mark[i]!, Math.min(1, wing * 1.1) * Math.min(1, air[i]! * 2));
				}
				// Kerley B: short level lines that touch the pleura.
				const borders = bordersOf(anatomy);
				const width = Math.max(0.006, 0.6 * pixel);
				const value = 0.16 * severity * (0.006 / width);
				for (const side of [0, 1] as Side[]) {
					for (const [k, jitter] of lines.entries()) {
						const ly = anatomy.lungs[side].dome - 0.02 - 0.05 * k - 0.02 * jitter;
						const outer = signOf(side) * (borders.lateral(side, ly) - 0.01);
						const inner = outer - signOf(side) * (0.05 + 0.03 * jitter);
						const box = [
							Math.min(inner, outer) - width,
							ly - width,
							Math.max(inner, outer) + width,
							ly + width,
						] as const;
						visitBox(canvas, box, (i, px, py) => {
							const d = segmentDistance(px, py, inner, ly, outer, ly);
							if (d < width) attenuation[i]! += value * (1 - d / width);
						});
					}
				}
			},
		};
	},
};
