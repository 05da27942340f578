/**
 * A batch of images out of those that lie on the device as bytes, each turned, moved, cropped and
 * brightened as it is asked for: one program, and a few numbers an image to send.
 */
import type * as tf from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { int, runProgram } from './program.ts';

/**
 * Inputs: `words`, int32 [images, words], four grey values in each, the first in the lowest byte;
 * `plan`, float32 [batch, PLAN]. Attributes: `stored` and `edge`, the edges of the images and of what is
 * made of them, and `black`, 1 where nothing shows beyond an image and 0 where its edge goes on.
 * Result: float32 [batch, edge, edge, 1].
 */
export const TAKE_IMAGES = 'HoldoutTakeImages';

/** Numbers an image: its row, the affine change a to f (`augmentation/transform.ts`), a factor. */
export const PLAN = 8;

/** As `augmentation/resample.ts`, in single precision. */
const CODE = `
fn grey(image : i32, row : i32, column : i32) -> f32 {
  let at = row * uniforms.stored + column;
  let word = u32(words[image * uniforms.wordsOf + at / 4]);
  return f32((word >> (8u * u32(at % 4))) & 255u);
}
fn main(index : i32) {
  if (index >= uniforms.size) { return; }
  let area = uniforms.edge * uniforms.edge;
  let k = index / area;
  let pixel = index - k * area;
  let last = f32(uniforms.stored - 1);
  let half = f32(uniforms.edge - 1) / 2.0;
  let u = f32(pixel % uniforms.edge) - half;
  let v = f32(pixel / uniforms.edge) - half;
  let p = k * ${PLAN};
  let x = plan[p + 1] * u + plan[p + 2] * v + plan[p + 5] + last / 2.0;
  let y = plan[p + 3] * u + plan[p + 4] * v + plan[p + 6] + last / 2.0;
  if (uniforms.black == 1 && (x < -0.5 || y < -0.5 || x > last + 0.5 || y > last + 0.5)) {
    result[index] = 0.0;
    return;
  }
  let cx = clamp(x, 0.0, last);
  let cy = clamp(y, 0.0, last);
  let left = i32(cx);
  let top = i32(cy);
  let right = min(left + 1, uniforms.stored - 1);
  let below = min(top + 1, uniforms.stored - 1);
  let image = i32(plan[p]);
  let s = cx - f32(left);
  let upper = mix(grey(image, top, left), grey(image, top, right), s);
  let lower = mix(grey(image, below, left), grey(image, below, right), s);
  result[index] = min(255.0, mix(upper, lower, cy - f32(top)) * plan[p + 7]);
}`;

export const takeImages: tf.KernelConfig = {
	kernelName: TAKE_IMAGES,
	backendName: 'webgpu',
	kernelFunc({ inputs, attrs, backend }) {
		const { words, plan } = inputs as Record<string, tf.TensorInfo>;
		const { stored, edge, black } = attrs as unknown as Record<string, number>;
		return runProgram(backend as WebGPUBackend, {
			key: TAKE_IMAGES,
			inputs: [
				{ name: 'words', tensor: words! },
				{ name: 'plan', tensor: plan! },
			],
			shape: [plan!.shape[0]!, edge!, edge!, 1],
			uniforms: [
				...[int('stored', stored!), int('edge', edge!), int('black', black!)],
				int('wordsOf', words!.shape[1]!),
			],
			code: CODE,
		});
	},
};
