import { defineArchitecture } from './define.ts';
import { resnetBody } from './resnet-blocks.ts';

export const resnet50 = defineArchitecture({
	id: 'resnet50',
	name: 'ResNet50',
	family: 'ResNet',
	size: 224,
	smallest: 32,
	features: 2048,
	source:
		'He, Zhang, Ren & Sun 2016, "Deep residual learning for image recognition"; Keras Applications, torchvision',
	editions: {
		keras: { parameters: 23_587_712, preprocessing: 'bgr-mean' },
		// Less the biases of the convolutions.
		torch: { parameters: 23_561_152, preprocessing: 'imagenet' },
	},
	kerasEpsilon: 1.001e-5,
	body: (net, image) => resnetBody(net, image, [3, 4, 6, 3]),
});
