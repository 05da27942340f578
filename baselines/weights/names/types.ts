/** Where the values of one weight of a model lie in a file, and how they are put in order. */
export interface Slot {
	/** `layer/weight` in the model. */
	weight: string;
	/** Names that it may have in the file; the first one is what this naming calls it. */
	names: readonly string[];
	/** Shapes that it may have in the file. */
	shapes: readonly (readonly number[])[];
	/** Brings the file's order of values into the model's. */
	arrange(values: Float32Array): Float32Array;
}

/** PyTorch's module of a layer, such as `layer1.0.conv2`; undefined if it has none. */
export type Path = (layer: string) => string | undefined;

export type NamingId = 'keras' | 'torchvision' | 'timm';

/** The modules of an architecture in the two collections; where they agree, one function is both. */
export interface TorchNames {
	torchvision?: Path;
	timm?: Path;
	/** Parts of the file that no network without auxiliary outputs has. */
	auxiliary?: RegExp;
}
