/** Lines of a text by number, for messages. */

/**
 * Finds lines of a text with \n line ends, the first being 1. Where they start is looked up once, on
 * the first call: a file may have a problem in every column, and most have none.
 */
export function lineFinder(text: string): (line: number) => string {
	let starts: number[] | undefined;
	return (line) => {
		starts ??= lineStarts(text);
		const start = starts[line - 1];
		return start === undefined ? '' : text.slice(start, (starts[line] ?? text.length + 1) - 1);
	};
}

function lineStarts(text: string): number[] {
	const starts = [0];
	for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
	return starts;
}
