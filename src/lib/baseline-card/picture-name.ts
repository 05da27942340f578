/** Names of pictures: below `gallery/`, the same on every disk, and nothing that an address must escape. */
import type { PictureType } from './read-picture.ts';

const TYPES: Record<string, PictureType> = {
	webp: 'image/webp',
	png: 'image/png',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
};

const NAME = /^gallery\/[A-Za-z0-9_-][A-Za-z0-9._-]{0,118}\.(webp|png|jpe?g)$/;

export const GALLERY = 'gallery/';

/** The type that a name promises, or null where it is no name of a picture. */
export const typeOfName = (file: string): PictureType | null =>
	TYPES[NAME.exec(file)?.[1] ?? ''] ?? null;
