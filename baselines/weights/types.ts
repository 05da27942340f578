/** A weight as a file has it: its values in row-major order. */
export interface NamedWeight {
	name: string;
	shape: readonly number[];
	/** Reads the values; a file of many weights is not held in memory twice. */
	values(): Float32Array;
}

/** Everything a file holds. */
export interface WeightsFile {
	/** Where it came from, for messages and model cards. */
	source: string;
	weights: readonly NamedWeight[];
	metadata: Readonly<Record<string, string>>;
}
