import Papa from 'papaparse';

/** Reads a CSV stream just far enough for its first lines, as cells, and lets go of the rest. */
export async function firstLines(
	body: ReadableStream<Uint8Array>,
	lines: number,
): Promise<string[][]> {
	const reader = body.getReader();
	const decoder = new TextDecoder();
	let text = '';
	while (text.split('\n').length <= lines) {
		const { done, value } = await reader.read();
		if (done) break;
		text += decoder.decode(value, { stream: true });
	}
	await reader.cancel();
	return Papa.parse<string[]>(text, { preview: lines, skipEmptyLines: true, delimiter: ',' }).data;
}
