/** The part of @cornerstonejs/dicom-codec in use; the package has no types of its own. */
declare module '@cornerstonejs/dicom-codec' {
	interface ImageInfo {
		rows: number;
		columns: number;
		bitsAllocated: number;
		samplesPerPixel: number;
		signed: boolean;
	}
	interface Result {
		imageFrame: Uint8Array | Uint16Array | Int16Array;
		imageInfo: { bitsAllocated?: number; bitsPerSample?: number };
	}
	const dicomCodec: {
		hasCodec(transferSyntax: string): boolean;
		decode(frame: Uint8Array, info: ImageInfo, transferSyntax: string): Promise<Result>;
		encode(frame: ArrayBufferView, info: ImageInfo, transferSyntax: string): Promise<Result>;
	};
	export default dicomCodec;
}
