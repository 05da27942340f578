import { defineArchitecture } from './define.ts';
import { chain, unit, type Step } from './inception-blocks.ts';
import type { Map2D, Network } from './network.ts';

type Plain = readonly [filters: number, kernel: number | [number, number], stride?: 1 | 2];

/** A branch of one unit has its path, units of a longer one are numbered. */
function branch(net: Network, x: Map2D, path: string, plain: readonly Plain[]): Map2D {
	const [first] = plain;
	if (plain.length === 1 && first) {
		const [filters, kernel, stride = 1] = first;
		return unit(net, x, path, filters, kernel, { stride, pad: stride === 2 ? 'valid' : 'same' });
	}
	const steps = plain.map(([filters, kernel, stride], index): Step => {
		return [String(index), filters, kernel, stride];
	});
	return chain(net, x, path, steps);
}

const branches = (net: Network, x: Map2D, path: string, plain: readonly (readonly Plain[])[]) =>
	plain.map((steps, index) => branch(net, x, `${path}.branch${index}`, steps));

/** A 1×1 convolution of the mean over pixels inside the image. */
function pooled(net: Network, x: Map2D, path: string, filters: number): Map2D {
	return unit(net, net.meanPool(x, `${path}.0`, false), `${path}.1`, filters, 1);
}

const A: Plain[][] = [
	[[96, 1]],
	[
		[64, 1],
		[96, 3],
	],
	[
		[64, 1],
		[96, 3],
		[96, 3],
	],
];
const REDUCTION_A: Plain[][] = [
	[[384, 3, 2]],
	[
		[192, 1],
		[224, 3],
		[256, 3, 2],
	],
];
const B: Plain[][] = [
	[[384, 1]],
	[
		[192, 1],
		[224, [1, 7]],
		[256, [7, 1]],
	],
	[
		[192, 1],
		[192, [7, 1]],
		[224, [1, 7]],
		[224, [7, 1]],
		[256, [1, 7]],
	],
];
const REDUCTION_B: Plain[][] = [
	[
		[192, 1],
		[192, 3, 2],
	],
	[
		[256, 1],
		[256, [1, 7]],
		[320, [7, 1]],
		[320, 3, 2],
	],
];

function mixed(net: Network, x: Map2D, path: string, plain: Plain[][], filters: number): Map2D {
	const maps = branches(net, x, path, plain);
	return net.concatenate([...maps, pooled(net, x, `${path}.branch3`, filters)], path);
}

function reduction(net: Network, x: Map2D, path: string, plain: Plain[][]): Map2D {
	const maps = branches(net, x, path, plain);
	return net.concatenate([...maps, net.maxPool(x, `${path}.branch2`, 3, 2, 'valid')], path);
}

/** Inception-C, whose branches fork into 1×3 and 3×1. */
function forked(net: Network, x: Map2D, path: string): Map2D {
	const one = unit(net, x, `${path}.branch0`, 256, 1);
	const two = unit(net, x, `${path}.branch1_0`, 384, 1);
	let three = unit(net, x, `${path}.branch2_0`, 384, 1);
	three = unit(net, three, `${path}.branch2_1`, 448, [3, 1]);
	three = unit(net, three, `${path}.branch2_2`, 512, [1, 3]);
	const forks = [
		unit(net, two, `${path}.branch1_1a`, 256, [1, 3]),
		unit(net, two, `${path}.branch1_1b`, 256, [3, 1]),
		unit(net, three, `${path}.branch2_3a`, 256, [1, 3]),
		unit(net, three, `${path}.branch2_3b`, 256, [3, 1]),
	];
	return net.concatenate([one, ...forks, pooled(net, x, `${path}.branch3`, 256)], path);
}

function stem(net: Network, image: Map2D): Map2D {
	const valid = { pad: 'valid' } as const;
	let x = unit(net, image, 'features.0', 32, 3, { ...valid, stride: 2 });
	x = unit(net, x, 'features.1', 32, 3, valid);
	x = unit(net, x, 'features.2', 64, 3);
	const halved = net.maxPool(x, 'features.3.maxpool', 3, 2, 'valid');
	const strided = unit(net, x, 'features.3.conv', 96, 3, { ...valid, stride: 2 });
	x = net.concatenate([halved, strided], 'features.3');
	const path = 'features.4';
	const narrow = unit(net, x, `${path}.branch0.0`, 64, 1);
	let wide = unit(net, x, `${path}.branch1.0`, 64, 1);
	wide = unit(net, wide, `${path}.branch1.1`, 64, [1, 7]);
	wide = unit(net, wide, `${path}.branch1.2`, 64, [7, 1]);
	const joined = [
		unit(net, narrow, `${path}.branch0.1`, 96, 3, valid),
		unit(net, wide, `${path}.branch1.3`, 96, 3, valid),
	];
	x = net.concatenate(joined, path);
	const last = unit(net, x, 'features.5.conv', 192, 3, { ...valid, stride: 2 });
	return net.concatenate([last, net.maxPool(x, 'features.5.maxpool', 3, 2, 'valid')], 'features.5');
}

export const inceptionV4 = defineArchitecture({
	id: 'inception-v4',
	name: 'Inception-v4',
	family: 'Inception',
	size: 299,
	smallest: 75,
	features: 1536,
	source:
		'Szegedy, Ioffe, Vanhoucke & Alemi 2017, "Inception-v4, Inception-ResNet and the impact of residual connections on learning"; timm (inception_v4)',
	// 41,142,816 trained (timm) and 63,168 running statistics.
	editions: { torch: { parameters: 41_205_984, preprocessing: 'symmetric' } },
	body(net, image) {
		let x = stem(net, image);
		for (let i = 6; i <= 9; i++) x = mixed(net, x, `features.${i}`, A, 96);
		x = reduction(net, x, 'features.10', REDUCTION_A);
		for (let i = 11; i <= 17; i++) x = mixed(net, x, `features.${i}`, B, 128);
		x = reduction(net, x, 'features.18', REDUCTION_B);
		for (let i = 19; i <= 21; i++) x = forked(net, x, `features.${i}`);
		return x;
	},
});
