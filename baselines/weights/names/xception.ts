import type { Path, TorchNames } from './types.ts';

const OUTSIDE: Record<string, string> = {
	block1_conv1: 'conv1',
	block1_conv1_bn: 'bn1',
	block1_conv2: 'conv2',
	block1_conv2_bn: 'bn2',
	block14_sepconv1: 'conv3',
	block14_sepconv1_bn: 'bn3',
	block14_sepconv2: 'conv4',
	block14_sepconv2_bn: 'bn4',
	predictions: 'fc',
};

/** Blocks of timm whose shortcut is a convolution. */
const PROJECTING = [1, 2, 3, 12];

const path: Path = (layer) => {
	if (layer in OUTSIDE) return OUTSIDE[layer];
	const projection = /^(conv2d|batch_normalization)_(\d)$/.exec(layer);
	if (projection) {
		const [, kind, number] = projection;
		return `block${PROJECTING[Number(number) - 1]}.${kind === 'conv2d' ? 'skip' : 'skipbn'}`;
	}
	const [, block, step, norm] = /^block(\d+)_sepconv(\d)(_bn)?$/.exec(layer) ?? [];
	if (!block) return undefined;
	// Rectification, convolution, normalisation; the first block starts without the first of them.
	const index = 3 * (Number(step) - 1) + (block === '2' ? 0 : 1) + (norm ? 1 : 0);
	return `block${Number(block) - 1}.rep.${index}`;
};

export const xceptionNames: TorchNames = { timm: path };
