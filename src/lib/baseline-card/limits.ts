/** How large a model card and its gallery may be. */
export const MAX_CARD_BYTES = 1_000_000;
export const MAX_PICTURE_BYTES = 1_000_000;
export const MAX_PICTURES = 60;
/** Of a picture's edge, in pixels. */
export const MAX_EDGE = 4_096;
