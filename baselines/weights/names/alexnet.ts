import type { TorchNames } from './types.ts';

const MODULES: Record<string, string> = {
	conv1: 'features.0',
	conv2: 'features.3',
	conv3: 'features.6',
	conv4: 'features.8',
	conv5: 'features.10',
	fc1: 'classifier.1',
	fc2: 'classifier.4',
	predictions: 'classifier.6',
};

export const alexnetNames: TorchNames = { torchvision: (layer) => MODULES[layer] };
