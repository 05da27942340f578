import { defineArchitecture } from './define.ts';
import { chain, unit, type Step } from './inception-blocks.ts';
import type { Map2D, Network } from './network.ts';

/** The parts of one network under one name, with the gamma that only PyTorch has. */
class Inception {
	private readonly net: Network;
	readonly scale: boolean;

	constructor(net: Network) {
		this.net = net;
		this.scale = net.convention === 'torch';
	}

	stem(image: Map2D): Map2D {
		const { net, scale } = this;
		let x = unit(net, image, 'Conv2d_1a_3x3', 32, 3, { stride: 2, pad: 'valid', scale });
		x = unit(net, x, 'Conv2d_2a_3x3', 32, 3, { pad: 'valid', scale });
		x = unit(net, x, 'Conv2d_2b_3x3', 64, 3, { scale });
		x = net.maxPool(x, 'maxpool1', 3, 2, 'valid');
		x = unit(net, x, 'Conv2d_3b_1x1', 80, 1, { scale });
		x = unit(net, x, 'Conv2d_4a_3x3', 192, 3, { pad: 'valid', scale });
		return net.maxPool(x, 'maxpool2', 3, 2, 'valid');
	}

	/** Branches that keep the size, and a 1×1 convolution of the mean. */
	mixed(x: Map2D, path: string, name: string, pooled: number, branches: readonly Step[][]): Map2D {
		const { net, scale } = this;
		const maps = branches.map((steps) => chain(net, x, path, steps, scale));
		const mean = net.meanPool(x, `${path}.pool`, net.convention === 'torch');
		maps.push(unit(net, mean, `${path}.branch_pool`, pooled, 1, { scale }));
		return net.concatenate(maps, name);
	}

	/** Branches that halve the image, and max pooling. */
	reduction(x: Map2D, path: string, name: string, branches: readonly Step[][]): Map2D {
		const { net, scale } = this;
		const maps = branches.map((steps) => chain(net, x, path, steps, scale));
		maps.push(net.maxPool(x, `${path}.pool`, 3, 2, 'valid'));
		return net.concatenate(maps, name);
	}

	/** The last kind, whose branches fork into 1×3 and 3×1. */
	forked(x: Map2D, path: string, name: string): Map2D {
		const { net, scale } = this;
		const fork = (from: Map2D, branch: string, level: number) =>
			net.concatenate(
				[
					unit(net, from, `${path}.${branch}_${level}a`, 384, [1, 3], { scale }),
					unit(net, from, `${path}.${branch}_${level}b`, 384, [3, 1], { scale }),
				],
				`${path}.${branch}`,
			);
		const one = unit(net, x, `${path}.branch1x1`, 320, 1, { scale });
		const three = unit(net, x, `${path}.branch3x3_1`, 384, 1, { scale });
		const forkedThree = fork(three, 'branch3x3', 2);
		const double: Step[] = [
			['branch3x3dbl_1', 448, 1],
			['branch3x3dbl_2', 384, 3],
		];
		const forkedDouble = fork(chain(net, x, path, double, scale), 'branch3x3dbl', 3);
		const mean = net.meanPool(x, `${path}.pool`, net.convention === 'torch');
		const pooled = unit(net, mean, `${path}.branch_pool`, 192, 1, { scale });
		return net.concatenate([one, forkedThree, forkedDouble, pooled], name);
	}
}

const DOUBLE_3X3: Step[] = [
	['branch3x3dbl_1', 64, 1],
	['branch3x3dbl_2', 96, 3],
];

const FIVE: Step[][] = [
	[['branch1x1', 64, 1]],
	[
		['branch5x5_1', 48, 1],
		['branch5x5_2', 64, 5],
	],
	[...DOUBLE_3X3, ['branch3x3dbl_3', 96, 3]],
];

/** Factorised 7×7 convolutions through `width` channels. */
const seven = (width: number): Step[][] => [
	[['branch1x1', 192, 1]],
	[
		['branch7x7_1', width, 1],
		['branch7x7_2', width, [1, 7]],
		['branch7x7_3', 192, [7, 1]],
	],
	[
		['branch7x7dbl_1', width, 1],
		['branch7x7dbl_2', width, [7, 1]],
		['branch7x7dbl_3', width, [1, 7]],
		['branch7x7dbl_4', width, [7, 1]],
		['branch7x7dbl_5', 192, [1, 7]],
	],
];

const LAST_REDUCTION: Step[][] = [
	[
		['branch3x3_1', 192, 1],
		['branch3x3_2', 320, 3, 2],
	],
	[
		['branch7x7x3_1', 192, 1],
		['branch7x7x3_2', 192, [1, 7]],
		['branch7x7x3_3', 192, [7, 1]],
		['branch7x7x3_4', 192, 3, 2],
	],
];

export const inceptionV3 = defineArchitecture({
	id: 'inception-v3',
	name: 'Inception-v3',
	family: 'Inception',
	size: 299,
	smallest: 75,
	features: 2048,
	source:
		'Szegedy, Vanhoucke, Ioffe, Shlens & Wojna 2016, "Rethinking the Inception architecture for computer vision"; Keras Applications, torchvision',
	editions: {
		keras: { parameters: 21_802_784, preprocessing: 'symmetric' },
		// 17,216 gammas more. torchvision's own weights want the symmetric scale too: it converts inside.
		torch: { parameters: 21_820_000, preprocessing: 'symmetric' },
	},
	// The layers carry PyTorch's paths and the joins Keras' names.
	body(net, image) {
		const inception = new Inception(net);
		let x = inception.stem(image);
		x = inception.mixed(x, 'Mixed_5b', 'mixed0', 32, FIVE);
		x = inception.mixed(x, 'Mixed_5c', 'mixed1', 64, FIVE);
		x = inception.mixed(x, 'Mixed_5d', 'mixed2', 64, FIVE);
		x = inception.reduction(x, 'Mixed_6a', 'mixed3', [
			[['branch3x3', 384, 3, 2]],
			[...DOUBLE_3X3, ['branch3x3dbl_3', 96, 3, 2]],
		]);
		x = inception.mixed(x, 'Mixed_6b', 'mixed4', 192, seven(128));
		x = inception.mixed(x, 'Mixed_6c', 'mixed5', 192, seven(160));
		x = inception.mixed(x, 'Mixed_6d', 'mixed6', 192, seven(160));
		x = inception.mixed(x, 'Mixed_6e', 'mixed7', 192, seven(192));
		x = inception.reduction(x, 'Mixed_7a', 'mixed8', LAST_REDUCTION);
		x = inception.forked(x, 'Mixed_7b', 'mixed9');
		return inception.forked(x, 'Mixed_7c', 'mixed10');
	},
});
