import { sizeHeart } from '../anatomy/anatomy.ts';
import { heartShadow } from '../anatomy/heart.ts';
import type { Finding } from './finding.ts';

/** A heart wider than half the thorax: cardiothoracic ratio 0.5 to 0.65. */
export const cardiomegaly: Finding = {
	name: 'Cardiomegaly',
	prevalence: 0.027,
	women: 1.5,
	perDecade: 0.06,
	chronic: true,
	create(random, severity) {
		const ratio = 0.5 + 0.15 * severity + 0.01 * random.normal();
		return {
			reshape: (anatomy) => sizeHeart(anatomy, ratio),
			draw(canvas, mark) {
				const shadow = heartShadow(canvas.anatomy, canvas.pixel);
				for (let i = 0; i < mark.length; i++) mark[i] = shadow(canvas.x[i]!, canvas.y[i]!);
			},
		};
	},
};
