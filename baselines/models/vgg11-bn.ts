import { defineArchitecture } from './define.ts';
import { vggBody, vggNeck } from './vgg-blocks.ts';

/** 9,220,480 of the convolutions with biases, 11,008 of batch normalisation (torchvision `vgg11_bn`). */
export const vgg11Bn = defineArchitecture({
	id: 'vgg11-bn',
	name: 'VGG11-BN',
	family: 'VGG',
	size: 224,
	smallest: 32,
	features: 512,
	source:
		'Simonyan & Zisserman 2015, "Very deep convolutional networks for large-scale image recognition", with batch normalisation; torchvision',
	editions: { torch: { parameters: 9_231_488, preprocessing: 'imagenet' } },
	body: (net, image) => vggBody(net, image, [1, 1, 2, 2, 2], true),
	neck: vggNeck,
	dropout: 0.5,
});
