import type { Path, TorchNames } from './types.ts';

/** Modules of a block, with the expansion it begins with and, in the first stage, without. */
const TORCHVISION: Record<string, readonly [expanded: string, plain: string]> = {
	expand_conv: ['0.0', ''],
	expand_bn: ['0.1', ''],
	dwconv: ['1.0', '0.0'],
	bn: ['1.1', '0.1'],
	se_reduce: ['2.fc1', '1.fc1'],
	se_expand: ['2.fc2', '1.fc2'],
	project_conv: ['3.0', '2.0'],
	project_bn: ['3.1', '2.1'],
};

const TIMM: typeof TORCHVISION = {
	expand_conv: ['conv_pw', ''],
	expand_bn: ['bn1', ''],
	dwconv: ['conv_dw', 'conv_dw'],
	bn: ['bn2', 'bn1'],
	se_reduce: ['se.conv_reduce', 'se.conv_reduce'],
	se_expand: ['se.conv_expand', 'se.conv_expand'],
	project_conv: ['conv_pwl', 'conv_pw'],
	project_bn: ['bn3', 'bn2'],
};

function named(
	outside: Record<string, string>,
	steps: typeof TORCHVISION,
	block: (stage: number, index: number, module: string) => string,
): Path {
	return (layer) => {
		const [, stage, letter, step] = /^block(\d)([a-d])_(.+)$/.exec(layer) ?? [];
		if (!stage) return outside[layer];
		const module = steps[step!]?.[stage === '1' ? 1 : 0];
		return module && block(Number(stage), 'abcd'.indexOf(letter!), module);
	};
}

export const efficientnetNames: TorchNames = {
	torchvision: named(
		{
			stem_conv: 'features.0.0',
			stem_bn: 'features.0.1',
			top_conv: 'features.8.0',
			top_bn: 'features.8.1',
			predictions: 'classifier.1',
		},
		TORCHVISION,
		(stage, index, module) => `features.${stage}.${index}.block.${module}`,
	),
	timm: named(
		{
			stem_conv: 'conv_stem',
			stem_bn: 'bn1',
			top_conv: 'conv_head',
			top_bn: 'bn2',
			predictions: 'classifier',
		},
		TIMM,
		(stage, index, module) => `blocks.${stage - 1}.${index}.${module}`,
	),
};
