import { signOf } from '../anatomy/anatomy.ts';
import { around, visitBox } from '../canvas.ts';
import { segmentDistance, smoothstep } from '../curves.ts';
import { anySide, onSide, type Finding } from './finding.ts';
import { drawPatch } from './opacity.ts';

/** A dense lobe or segment, often ending at a fissure, with bronchi that still hold air. */
export const consolidation: Finding = {
	name: 'Consolidation',
	prevalence: 0.042,
	women: 0.95,
	perDecade: 0.03,
	chronic: false,
	create(random, severity) {
		const side = anySide(random, 0.55);
		const upper = random.uniform() < 0.35;
		const x = signOf(side) * (0.36 + 0.12 * random.uniform());
		const y = upper ? -0.38 + 0.2 * random.uniform() : 0.02 + 0.26 * random.uniform();
		const radius = 0.11 + 0.12 * severity + 0.04 * random.uniform();
		const contrast = 0.09 + 0.22 * severity;
		const fissure = random.uniform() < 0.5;
		const fissureY = upper ? y + 0.45 * radius : y - 0.45 * radius;
		const bronchi = Array.from({ length: 4 }, () => 0.9 * (random.uniform() - 0.5));
		return {
			draw(canvas, mark) {
				const before = canvas.attenuation.slice();
				const patch = { x, y, width: radius, height: radius * 1.1, contrast };
				drawPatch(canvas, mark, { ...patch, softness: 0.4, patchiness: 0.3, grain: 0.09 }, random);
				const hilum = [signOf(side) * 0.16, -0.05] as const;
				visitBox(canvas, around(x, y, radius * 1.7), (i, px, py) => {
					if (mark[i] === 0) return;
					const beyond = upper ? py - fissureY : fissureY - py;
					const kept = onSide(side, px) ? (fissure ? 1 - smoothstep(-0.01, 0.015, beyond) : 1) : 0;
					let air = 0;
					for (const turn of bronchi) {
						const [bx, by] = [x + turn * radius, y + radius * (0.7 - Math.abs(turn))];
						const d = segmentDistance(px, py, ...hilum, bx, by);
						air = Math.max(air, 1 - smoothstep(0.006, 0.016, d));
					}
					const added = canvas.attenuation[i]! - before[i]!;
					canvas.attenuation[i] = before[i]! + added * kept * (1 - 0.6 * air);
					mark[i]! *= kept;
				});
			},
		};
	},
};
