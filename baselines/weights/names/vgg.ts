import type { Path, TorchNames } from './types.ts';

/**
 * PyTorch counts convolutions, normalisations, rectifications and pooling as they follow each other.
 * @param convolutions in each block
 * @param each modules per convolution: 2, or 3 with a normalisation
 */
export function vggNames(convolutions: readonly number[], each: 2 | 3): TorchNames {
	const features = (layer: string): string | undefined => {
		const [, block, convolution, norm] = /^block(\d)_conv(\d)(_bn)?$/.exec(layer) ?? [];
		if (!block) return undefined;
		const before = convolutions.slice(0, Number(block) - 1);
		const start = before.reduce((sum, count) => sum + count * each + 1, 0);
		return `features.${start + (Number(convolution) - 1) * each + (norm ? 1 : 0)}`;
	};
	const named = (top: Record<string, string>): Path => {
		return (layer) => features(layer) ?? top[layer];
	};
	return {
		torchvision: named({ fc1: 'classifier.0', fc2: 'classifier.3', predictions: 'classifier.6' }),
		timm: named({ fc1: 'pre_logits.fc1', fc2: 'pre_logits.fc2', predictions: 'head.fc' }),
	};
}
