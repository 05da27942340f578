import { defineArchitecture } from './define.ts';
import { vggBody, vggNeck } from './vgg-blocks.ts';

const parameters = 20_024_384;

export const vgg19 = defineArchitecture({
	id: 'vgg19',
	name: 'VGG19',
	family: 'VGG',
	size: 224,
	smallest: 32,
	features: 512,
	source:
		'Simonyan & Zisserman 2015, "Very deep convolutional networks for large-scale image recognition"; Keras Applications, torchvision',
	// The same network in both; only the pixels that the weights expect differ.
	editions: {
		keras: { parameters, preprocessing: 'bgr-mean' },
		torch: { parameters, preprocessing: 'imagenet' },
	},
	body: (net, image) => vggBody(net, image, [2, 2, 4, 4, 4]),
	neck: vggNeck,
});
