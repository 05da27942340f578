/** Bodies of answers, streams without an end among them. */

/** What such a stream sends at once has come by then. */
const STREAM_MS = 100;

/** The bytes of an answer; of an event stream those of its first moments. */
export async function bytesOf(response: Response): Promise<Uint8Array> {
	const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
	if (!isStream) return new Uint8Array(await response.arrayBuffer());
	const reader = response.body!.getReader();
	const parts: Uint8Array[] = [];
	const late = new Promise<null>((done) => setTimeout(() => done(null), STREAM_MS));
	for (;;) {
		const next = await Promise.race([reader.read(), late]);
		if (!next?.value) break;
		parts.push(next.value);
	}
	await reader.cancel();
	return Buffer.concat(parts);
}
