/** A zip that is made while it is sent: never more than a chunk of it is in memory. */
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

export interface ZipItem {
	name: string;
	/** Bytes, or a stream of them. */
	content: Uint8Array | (() => Promise<AsyncIterable<Uint8Array>>);
	/** UTC ms; default 1980, so that equal contents make equal bytes. */
	at?: number;
}

const EPOCH = Date.UTC(1980, 0, 2);
/** What is packed already does not get smaller. */
const isPacked = (name: string) => /\.(gz|zip|png|jpe?g|webp)$/i.test(name);

async function* chunks(items: AsyncIterable<ZipItem> | Iterable<ZipItem>) {
	const ready: Uint8Array[] = [];
	const zip = new Zip((error, chunk) => {
		if (error) throw error;
		ready.push(chunk);
	});
	for await (const { name, content, at } of items) {
		const entry = isPacked(name) ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
		entry.mtime = new Date(Math.max(at ?? EPOCH, EPOCH));
		zip.add(entry);
		if (content instanceof Uint8Array) entry.push(content, true);
		else {
			for await (const part of await content()) {
				entry.push(part);
				yield* ready.splice(0);
			}
			entry.push(new Uint8Array(0), true);
		}
		yield* ready.splice(0);
	}
	zip.end();
	yield* ready.splice(0);
}

/** Items are asked for as the reader takes what came before. */
export function zipStream(
	items: AsyncIterable<ZipItem> | Iterable<ZipItem>,
): ReadableStream<Uint8Array> {
	const source = chunks(items);
	return new ReadableStream({
		async pull(controller) {
			const { value, done } = await source.next();
			if (done) controller.close();
			else controller.enqueue(value);
		},
		cancel: async () => void (await source.return(undefined)),
	});
}

/** A name that any system can unpack: no separators, no leading dot, not too long. */
export const safeName = (text: string) =>
	text
		.replace(/[^\p{L}\p{N} ._-]/gu, '_')
		.replace(/^[. ]+|[. ]+$/g, '')
		.slice(0, 80) || 'unnamed';
