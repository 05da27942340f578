import * as tfl from '@tensorflow/tfjs-layers';
import { defineArchitecture } from './define.ts';

/** The one-tower edition of torchvision (`alexnet`): 64, 192, 384, 256, 256 filters. */
export const alexnet = defineArchitecture({
	id: 'alexnet',
	name: 'AlexNet',
	family: 'AlexNet',
	size: 224,
	smallest: 63,
	features: 256,
	source:
		'Krizhevsky 2014, "One weird trick for parallelizing convolutional neural networks"; torchvision',
	editions: { torch: { parameters: 2_469_696, preprocessing: 'imagenet' } },
	body(net, image) {
		const relu = { activation: 'relu' } as const;
		let x = net.zeroPad(image, 'conv1_pad', 2);
		x = net.conv(x, 'conv1', 64, 11, { ...relu, stride: 4, pad: 'valid' });
		x = net.maxPool(x, 'pool1', 3, 2, 'valid');
		x = net.conv(x, 'conv2', 192, 5, relu);
		x = net.maxPool(x, 'pool2', 3, 2, 'valid');
		x = net.conv(x, 'conv3', 384, 3, relu);
		x = net.conv(x, 'conv4', 256, 3, relu);
		x = net.conv(x, 'conv5', 256, 3, relu);
		return net.maxPool(x, 'pool5', 3, 2, 'valid');
	},
	neck(net, map) {
		let x = tfl.layers.flatten({ name: 'flatten' }).apply(map) as typeof map;
		for (const name of ['fc1', 'fc2']) {
			x = net.dropout(x, `${name}_dropout`, 0.5);
			x = net.dense(x, name, 4096, 'relu');
		}
		return x;
	},
});
