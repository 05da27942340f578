/** The heart's shadow: a tilted ellipse with a soft border. */
import { smoothstep } from '../curves.ts';
import type { Anatomy } from './anatomy.ts';

export type Shadow = (x: number, y: number) => number;

/** 1 inside the heart, 0 outside; `soft` is the width of the border. */
export function heartShadow({ heart, scoliosis }: Anatomy, soft: number): Shadow {
	const cos = Math.cos(heart.tilt);
	const sin = Math.sin(heart.tilt);
	const { long, short } = heart;
	const cx = heart.x + scoliosis * 0.5;
	const edge = soft / short;
	return (x, y) => {
		const dx = x - cx;
		const dy = y - heart.y;
		const along = (dx * cos + dy * sin) / long;
		const across = (dy * cos - dx * sin) / short;
		const r2 = along * along + across * across;
		if (r2 > (1 + edge) * (1 + edge)) return 0;
		return 1 - smoothstep(1 - edge, 1 + edge, Math.sqrt(r2));
	};
}
