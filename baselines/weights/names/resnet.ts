import type { Path, TorchNames } from './types.ts';

const STEM: Record<string, string> = { conv1_conv: 'conv1', conv1_bn: 'bn1', predictions: 'fc' };

const path: Path = (layer) => {
	const found = /^conv(\d)_block(\d+)_(\d)_(conv|bn)$/.exec(layer);
	if (!found) return STEM[layer];
	const [, stage, block, step, kind] = found;
	const module = `layer${Number(stage) - 1}.${Number(block) - 1}`;
	if (step === '0') return `${module}.downsample.${kind === 'conv' ? 0 : 1}`;
	return `${module}.${kind}${step}`;
};

export const resnetNames: TorchNames = { torchvision: path, timm: path };
