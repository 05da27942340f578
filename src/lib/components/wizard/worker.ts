/** Reads, guesses and checks off the main thread, with the code that the server runs. */
import { checkChoices } from '#lib/wizard/check';
import { guessChoices, understand } from '#lib/wizard/guess';
import { readUpload } from '#lib/wizard/read-table';
import type { Attachment, Table } from '#lib/wizard/types';
import type { SentFile, WizardMessage, WizardRequest } from './protocol.ts';

const post = (message: WizardMessage) => self.postMessage(message);

let table: Table | null = null;
let training: Table | null = null;

const bytesOf = async (file: File) => new Uint8Array(await file.arrayBuffer());

/** Tables are looked into, as they may hold the hidden labels; of other files only the name counts. */
const isTable = (name: string) => /\.(csv|tsv|txt)(\.gz)?$/i.test(name);
const known = new Map<string, Uint8Array>();

async function attach({ name, file }: SentFile): Promise<Attachment> {
	const key = `${name}\0${file.size}\0${file.lastModified}`;
	if (isTable(name) && !known.has(key)) known.set(key, await bytesOf(file));
	return { name, bytes: known.get(key) ?? new Uint8Array() };
}

async function open(file: File): Promise<void> {
	table = null;
	const read = readUpload(file.name, await bytesOf(file));
	if (!read.ok) return post({ type: 'refused', of: 'table', problems: read.problems });
	table = read.table;
	const understood = understand(table);
	post({ type: 'opened', understood, choices: guessChoices(table, understood) });
}

async function openTraining(file: File | null): Promise<void> {
	training = null;
	if (!file) return post({ type: 'training', rows: 0 });
	const read = readUpload(file.name, await bytesOf(file));
	if (!read.ok) return post({ type: 'refused', of: 'training', problems: read.problems });
	training = read.table;
	post({ type: 'training', rows: training.rows });
}

async function answer(request: WizardRequest): Promise<void> {
	if (request.type === 'open') return open(request.file);
	if (request.type === 'training') return openTraining(request.file);
	if (!table) return;
	const { choices } = request;
	if (request.type === 'check') {
		const attachments = await Promise.all(request.attachments.map(attach));
		const { check } = checkChoices({ table, choices, training, attachments });
		return post({ type: 'checked', turn: request.turn, check });
	}
	const { made } = checkChoices({ table, choices, training, attachments: [] });
	const files = [...made.folder].map(([path, bytes]) => ({
		path,
		file: new File([bytes as Uint8Array<ArrayBuffer>], path),
	}));
	post({ type: 'folder', files });
}

/** One after the other, so that a check never meets a table that is being replaced. */
let queue = Promise.resolve();
self.onmessage = ({ data }: MessageEvent<WizardRequest>) => {
	queue = queue
		.then(() => answer(data))
		.catch((cause) =>
			post({ type: 'crashed', message: cause instanceof Error ? cause.message : String(cause) }),
		);
};
