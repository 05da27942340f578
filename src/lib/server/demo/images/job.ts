/** What the thread that draws is given, and what it says. */
export interface DrawJob {
	slug: string;
	/** Where it writes its archives: a folder that exists, on the disk of the file store. */
	folder: string;
	/** At most so many training and so many test images; Infinity is all. */
	limit: number;
}

export interface Archive {
	/** As participants see it. */
	name: string;
	description: string;
	/** Where it was written. */
	path: string;
}

export type DrawMessage = { share: number } | { archives: Archive[] };
