import { signOf } from '../anatomy/anatomy.ts';
import { bordersOf } from '../anatomy/borders.ts';
import { visitBox } from '../canvas.ts';
import { bell, segmentDistance, smoothstep } from '../curves.ts';
import { anySide, onSide, type Finding } from './finding.ts';

/**
 * Lung without air and smaller than it was: either plates (bands across the lower zone) or a lower
 * lobe collapsed to a wedge by the spine; the diaphragm rises, the heart is drawn over.
 */
export const atelectasis: Finding = {
	name: 'Atelectasis',
	prevalence: 0.103,
	women: 0.95,
	perDecade: 0.04,
	chronic: false,
	create(random, severity) {
		const side = anySide(random);
		const sign = signOf(side);
		const lobar = random.uniform() < 0.35;
		const rise = (lobar ? 0.1 : 0.06) * severity;
		const contrast = 0.09 + 0.2 * severity;
		const plates = Array.from({ length: 1 + Math.floor(2.4 * random.uniform()) }, () => ({
			x: sign * (0.26 + 0.24 * random.uniform()),
			up: 0.04 + 0.24 * random.uniform(),
			half: 0.08 + 0.1 * random.uniform(),
			slope: 0.22 * random.normal(),
			radius: 0.016 + 0.014 * random.uniform(),
		}));
		return {
			reshape(anatomy) {
				anatomy.lungs[side].dome -= rise;
				anatomy.heart.x += sign * rise * 0.5;
			},
			draw(canvas, mark) {
				const { air, attenuation, vessels, anatomy } = canvas;
				const { dome } = anatomy.lungs[side];
				if (lobar) {
					const borders = bordersOf(anatomy);
					visitBox(canvas, [-0.8, dome - 0.5, 0.8, dome + 0.3], (i, x, y) => {
						if (!onSide(side, x) || air[i] === 0) return;
						const off = Math.abs(x - borders.midline(y));
						// From the hilum, the edge runs down and out to the diaphragm.
						const edge = 0.12 + 0.42 * (0.5 + 0.5 * severity) * smoothstep(-0.42, 0.12, y - dome);
						const inside = 1 - smoothstep(-0.02, 0.02, off - edge);
						const lower = smoothstep(-0.48, -0.34, y - dome);
						const filled = inside * lower;
						attenuation[i]! += (0.08 + contrast) * filled * Math.min(1, 1.3 * air[i]!);
						vessels[i]! *= 1 - 0.8 * filled;
						mark[i] = Math.max(mark[i]!, filled * Math.min(1, 2 * air[i]!));
					});
					return;
				}
				for (const { x: cx, up, half, slope, radius } of plates) {
					const cy = dome - up;
					const width = Math.max(radius, 0.6 * canvas.pixel);
					const value = contrast * (radius / width);
					const ends = [cx - half, cy - slope * half, cx + half, cy + slope * half] as const;
					visitBox(
						canvas,
						[cx - half - 0.06, cy - 0.12, cx + half + 0.06, cy + 0.12],
						(i, x, y) => {
							const d = segmentDistance(x, y, ...ends);
							const end = 1 - smoothstep(0.55 * half, half, Math.abs(x - cx));
							const inside = bell(d, width) * end;
							if (inside < 0.02 || air[i] === 0) return;
							attenuation[i]! += value * inside * Math.min(1, 2 * air[i]!);
							mark[i] = Math.max(mark[i]!, inside * Math.min(1, 2 * air[i]!));
						},
					);
				}
			},
		};
	},
};
