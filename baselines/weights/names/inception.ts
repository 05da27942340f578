import type { Path, TorchNames } from './types.ts';

/** The layers have PyTorch's paths already; those have dots. */
const named =
	(top: string): Path =>
	(layer) =>
		layer.includes('.') ? layer : layer === 'predictions' ? top : undefined;

export const inceptionV3Names: TorchNames = {
	torchvision: named('fc'),
	timm: named('fc'),
	auxiliary: /^AuxLogits\./,
};

export const inceptionV4Names: TorchNames = { timm: named('last_linear') };
