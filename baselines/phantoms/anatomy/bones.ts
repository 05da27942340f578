/** Spine, clavicles and scapulae. */
import { visitBox, type Canvas } from '../canvas.ts';
import { bell, segmentDistance, smoothstep } from '../curves.ts';
import type { Anatomy } from './anatomy.ts';

/** Distance between two vertebrae. */
const VERTEBRA = 0.125;

/** Attenuation by the vertebrae, with discs between them and pedicles on them. */
export function spineAttenuation({ bone }: Anatomy): (off: number, y: number) => number {
	return (off, y) => {
		const side = 1 - smoothstep(0.075, 0.1, off);
		if (side === 0) return 0;
		const phase = y / VERTEBRA - Math.floor(y / VERTEBRA) - 0.5;
		const disc = 1 - 0.35 * smoothstep(0.38, 0.5, Math.abs(phase));
		const pedicle = 0.25 * bell(off - 0.055, 0.018) * bell(phase, 0.22);
		return bone * side * (0.11 * disc + 0.1 * pedicle);
	};
}

/** A bar with brighter edges along a bent line of three points. */
function drawBar(
	canvas: Canvas,
	[a, b, c]: readonly [readonly number[], readonly number[], readonly number[]],
	radius: number,
	contrast: number,
): void {
	const soft = Math.max(0.012, canvas.pixel);
	const reach = radius + soft;
	const xs = [a[0]!, b[0]!, c[0]!];
	const ys = [a[1]!, b[1]!, c[1]!];
	const box = [
		Math.min(...xs) - reach,
		Math.min(...ys) - reach,
		Math.max(...xs) + reach,
		Math.max(...ys) + reach,
	] as const;
	visitBox(canvas, box, (i, x, y) => {
		const d = Math.min(
			segmentDistance(x, y, xs[0]!, ys[0]!, xs[1]!, ys[1]!),
			segmentDistance(x, y, xs[1]!, ys[1]!, xs[2]!, ys[2]!),
		);
		if (d > reach) return;
		const t = d / radius;
		const inside = 1 - smoothstep(radius - soft, reach, d);
		canvas.attenuation[i]! += contrast * inside * (0.7 + 0.3 * t * t);
	});
}

export function drawClavicles(canvas: Canvas): void {
	const { clavicleY, clavicleRise, bone, scoliosis } = canvas.anatomy;
	for (const sign of [-1, 1]) {
		const at = (x: number, y: number) => [sign * x + scoliosis * -0.5, clavicleY - y] as const;
		const line = [at(0.1, 0), at(0.38, 0.6 * clavicleRise), at(0.76, clavicleRise)] as const;
		drawBar(canvas, line, 0.031, 0.12 * bone);
	}
}

/** The medial border of each scapula over the upper lung, and its body beside it. */
export function drawScapulae(canvas: Canvas): void {
	const { scapula, bone, lungs } = canvas.anatomy;
	for (const sign of [-1, 1] as const) {
		const inner = lungs[sign < 0 ? 0 : 1].width - 0.16 * scapula;
		const box = [sign < 0 ? -1 : inner - 0.05, -0.75, sign < 0 ? -inner + 0.05 : 1, 0.05] as const;
		visitBox(canvas, box, (i, x, y) => {
			const off = sign * x;
			if (off < inner - 0.02) return;
			const border = inner + 0.16 * (y + 0.3) ** 2 + 0.22 * smoothstep(-0.25, 0.05, y);
			const inside = smoothstep(border - 0.012, border + 0.012, off) * smoothstep(-0.72, -0.6, y);
			const rim = bell(off - border - 0.012, 0.018);
			const fade = 1 - smoothstep(-0.1, 0.05, y);
			canvas.attenuation[i]! += bone * inside * fade * (0.035 + 0.045 * rim);
		});
	}
}
