/** A line of a file cut into the part before, at and after the offending value. */
export interface Quote {
	before: string;
	hit: string;
	after: string;
}

/** Finds a whole cell with this value in a line; without one the line is quoted as it is. */
export function quoteLine(line: string, value: string | undefined): Quote {
	if (value) {
		let at = line.indexOf(value);
		while (at >= 0) {
			const starts = at === 0 || /[,;\t"]/.test(line[at - 1] ?? '');
			const end = at + value.length;
			const ends = end === line.length || /[,;\t"]/.test(line[end] ?? '');
			if (starts && ends) return { before: line.slice(0, at), hit: value, after: line.slice(end) };
			at = line.indexOf(value, at + 1);
		}
	}
	return { before: line, hit: '', after: '' };
}
