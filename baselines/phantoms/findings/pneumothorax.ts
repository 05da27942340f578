import { bordersOf } from '../anatomy/borders.ts';
import { bell, smoothstep } from '../curves.ts';
import { anySide, onSide, type Finding } from './finding.ts';

/** The lesser of two distances, rounded where they are alike: the pleura has no corners. */
function roundedLeast(a: number, b: number): number {
	if (a <= 0 || b <= 0) return Math.min(a, b);
	const [a2, b2] = [a * a, b * b];
	return (a * b) / Math.sqrt(a2 + b2);
}

/** Air beside a lung that has shrunk: black, without vessels, behind the fine line of its pleura. */
export const pneumothorax: Finding = {
	name: 'Pneumothorax',
	prevalence: 0.047,
	women: 0.8,
	perDecade: -0.04,
	chronic: false,
	create(random, severity) {
		const side = anySide(random, 0.52);
		// Lying or standing, air gathers at the apex; more of it reaches down the side.
		const gap = 0.045 + 0.2 * severity;
		const apical = 0.4 + 0.4 * random.uniform();
		const line = 0.06 + 0.05 * random.uniform();
		const shift = 0.05 * Math.max(0, severity - 0.7);
		return {
			reshape(anatomy) {
				anatomy.heart.x += (side === 0 ? 1 : -1) * shift;
			},
			draw(canvas, mark) {
				const { air, attenuation, vessels, anatomy, size, x, y, pixel } = canvas;
				const borders = bordersOf(anatomy);
				const { apex, dome } = anatomy.lungs[side];
				const soft = Math.max(0.01, 0.6 * pixel);
				const width = Math.max(0.008, 0.7 * pixel);
				for (let i = 0; i < size * size; i++) {
					if (air[i] === 0 || !onSide(side, x[i]!)) continue;
					const down = (y[i]! - apex) / (dome - apex);
					const here = gap * (1 - apical * smoothstep(0.1, 1.1, down));
					const off = Math.abs(x[i]! - borders.midline(y[i]!));
					// Distance from the wall and, above, from the apex.
					const wall = borders.lateral(side, y[i]!) - off;
					const roof = (y[i]! - apex) * 0.8;
					const beyond = here - roundedLeast(wall, roof);
					const outside = smoothstep(-soft, soft, beyond);
					const pleura = line * (0.008 / width) * bell(beyond, width);
					attenuation[i]! += air[i]! * (pleura * 1.6 - 0.07 * outside);
					vessels[i]! *= 1 - outside;
					// What is left of the lung holds less air.
					if (outside < 0.5) attenuation[i]! += 0.12 * gap * air[i]!;
					mark[i] = Math.max(mark[i]!, outside * smoothstep(0, 0.2, air[i]!));
				}
			},
		};
	},
};
