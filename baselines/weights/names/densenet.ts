import type { Path, TorchNames } from './types.ts';

const STEM: Record<string, string> = {
	conv1_conv: 'features.conv0',
	conv1_bn: 'features.norm0',
	bn: 'features.norm5',
	predictions: 'classifier',
};

const STEPS: Record<string, string> = {
	'0_bn': 'norm1',
	'1_conv': 'conv1',
	'1_bn': 'norm2',
	'2_conv': 'conv2',
};

const path: Path = (layer) => {
	const dense = /^conv(\d)_block(\d+)_(.+)$/.exec(layer);
	if (dense) {
		const [, stage, block, step] = dense;
		const module = STEPS[step!];
		return module && `features.denseblock${Number(stage) - 1}.denselayer${block}.${module}`;
	}
	const transition = /^pool(\d)_(bn|conv)$/.exec(layer);
	if (!transition) return STEM[layer];
	const [, stage, kind] = transition;
	return `features.transition${Number(stage) - 1}.${kind === 'bn' ? 'norm' : 'conv'}`;
};

export const densenetNames: TorchNames = { torchvision: path, timm: path };
