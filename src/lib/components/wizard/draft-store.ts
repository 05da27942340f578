/** The unfinished competition, kept in this browser only: its files hold hidden labels. */
import { createStore, del, get, set, type UseStore } from 'idb-keyval';
import type { Choices } from '#lib/wizard/types';

export interface DraftFiles {
	table: File;
	training: File | null;
	attachments: File[];
}

let store: UseStore | undefined;
const opened = () => (store ??= createStore('holdout-wizard', 'drafts'));

/** Another account in the same browser has a draft of its own. A full or closed store loses nothing but the copy. */
export function draftStore(userId: string) {
	const [files, choices] = [`${userId}:files`, `${userId}:choices`];
	const quiet = <T>(work: Promise<T>) => work.catch(() => undefined);
	return {
		saveFiles: (value: DraftFiles) => quiet(set(files, value, opened())),
		saveChoices: (value: Choices) => quiet(set(choices, value, opened())),
		async load(): Promise<{ files: DraftFiles; choices: Choices | undefined } | null> {
			const kept = await quiet(get<DraftFiles>(files, opened()));
			if (!kept?.table) return null;
			return { files: kept, choices: await quiet(get<Choices>(choices, opened())) };
		},
		clear: () => quiet(Promise.all([del(files, opened()), del(choices, opened())])),
	};
}
