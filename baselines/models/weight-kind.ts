import type * as tfl from '@tensorflow/tfjs-layers';

/** What a weight is in its layer: 'kernel', 'gamma', … TensorFlow.js puts the layer's name in front. */
export const weightKind = (variable: tfl.LayerVariable): string =>
	variable.originalName.slice(variable.originalName.lastIndexOf('/') + 1);
