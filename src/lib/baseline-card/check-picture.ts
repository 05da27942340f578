/** Is this the picture that a card names? */
import { plural } from '#scorer/csv/text';
import type { CardPicture } from '#baselines/cards/schema';
import { readableSize } from '../competition-folder/text.ts';
import { MAX_EDGE, MAX_PICTURE_BYTES } from './limits.ts';
import { typeOfName } from './picture-name.ts';
import { readPicture, type PictureType } from './read-picture.ts';

export type CheckedPicture =
	| { ok: true; type: PictureType }
	| { ok: false; code: 'bad_picture' | 'file_too_large'; detail: string; remedy: string };

const refused = (detail: string, remedy: string): CheckedPicture => ({
	...{ ok: false, code: 'bad_picture' },
	...{ detail, remedy },
});

/** By its bytes: kind, size in pixels, size of the file. */
export function checkPicture(
	{ file, width, height }: Pick<CardPicture, 'file' | 'width' | 'height'>,
	bytes: Uint8Array,
): CheckedPicture {
	if (bytes.length > MAX_PICTURE_BYTES) {
		return {
			...{ ok: false, code: 'file_too_large' },
			detail: `The picture "${file}" is ${readableSize(bytes.length)}; at most ${readableSize(MAX_PICTURE_BYTES)} is taken.`,
			remedy: 'Make it smaller; WebP of 500 pixels takes about 10 kB.',
		};
	}
	const head = readPicture(bytes);
	if (!head) {
		return refused(
			`"${file}" is no WebP, PNG or JPEG image (${plural(bytes.length, 'byte')}).`,
			'Send the file that `holdout baseline train` or `explain` wrote.',
		);
	}
	if (head.type !== typeOfName(file)) {
		return refused(
			`"${file}" holds ${head.type}, which its name does not say.`,
			'Give it the ending of its kind: .webp, .png or .jpg.',
		);
	}
	if (head.width !== width || head.height !== height || Math.max(width, height) > MAX_EDGE) {
		return refused(
			`"${file}" is ${head.width} × ${head.height} pixels; the card says ${width} × ${height}, and at most ${MAX_EDGE} are taken.`,
			'Send the pictures of the same run as the card.',
		);
	}
	return { ok: true, type: head.type };
}
