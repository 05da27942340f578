/** PyTorch's names of each architecture, by its id; a new architecture is a file and a line here. */
import { alexnetNames } from './alexnet.ts';
import { densenetNames } from './densenet.ts';
import { efficientnetNames } from './efficientnet.ts';
import { inceptionV3Names, inceptionV4Names } from './inception.ts';
import { resnetNames } from './resnet.ts';
import type { TorchNames } from './types.ts';
import { vggNames } from './vgg.ts';
import { xceptionNames } from './xception.ts';

export const torchNames: Readonly<Record<string, TorchNames>> = {
	vgg16: vggNames([2, 2, 3, 3, 3], 2),
	vgg19: vggNames([2, 2, 4, 4, 4], 2),
	'vgg11-bn': vggNames([1, 1, 2, 2, 2], 3),
	alexnet: alexnetNames,
	resnet50: resnetNames,
	resnet101: resnetNames,
	densenet121: densenetNames,
	xception: xceptionNames,
	'inception-v3': inceptionV3Names,
	'inception-v4': inceptionV4Names,
	'efficientnet-b0': efficientnetNames,
};

export { canonicalKerasNames, kerasSlots } from './keras.ts';
export { torchSlots } from './torch.ts';
export type { NamingId, Path, Slot, TorchNames } from './types.ts';
