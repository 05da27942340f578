import { defineArchitecture } from './define.ts';
import { resnetBody } from './resnet-blocks.ts';

export const resnet101 = defineArchitecture({
	id: 'resnet101',
	name: 'ResNet101',
	family: 'ResNet',
	size: 224,
	smallest: 32,
	features: 2048,
	source:
		'He, Zhang, Ren & Sun 2016, "Deep residual learning for image recognition"; Keras Applications, torchvision',
	editions: {
		keras: { parameters: 42_658_176, preprocessing: 'bgr-mean' },
		// Less the biases of the convolutions.
		torch: { parameters: 42_605_504, preprocessing: 'imagenet' },
	},
	kerasEpsilon: 1.001e-5,
	body: (net, image) => resnetBody(net, image, [3, 4, 23, 3]),
});
