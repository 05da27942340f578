/** Changes of a scoring, on a server or in the local data folder. */
import { at } from '#lib/api/paths';
import { request, type Fetch } from '#lib/api/request';
import type { PublishRescoring, Rescoring, RescoringPreview } from '#lib/api/schemas/rescoring';
import type { ScoringPatch } from '#lib/api/schemas/rescoring';
import type { Holdout } from '#lib/server/holdout';
import { refuse } from './outcome.ts';
import { fetchFrom } from './remote.ts';

export interface RescoringSide {
	open(): Promise<Rescoring | undefined>;
	propose(reason: string, changes: ScoringPatch, solution: Uint8Array | null): Promise<number>;
	get(number: number): Promise<Rescoring>;
	preview(number: number, split: 'public' | 'private'): Promise<RescoringPreview>;
	publish(number: number, notice: PublishRescoring['notice']): Promise<Rescoring>;
	discard(number: number): Promise<void>;
}

export function remoteRescoring(server: string, slug: string): RescoringSide {
	const fetch: Fetch = fetchFrom(server);
	const base = `${at(slug)}/rescorings`;
	const call = <T>(path: string, options?: Parameters<typeof request>[2]) =>
		request<T>(fetch, `${base}${path}`, options);
	return {
		open: async () =>
			(await call<{ rescorings: Rescoring[] }>('')).rescorings.find(
				({ state }) => state === 'open',
			),
		async propose(reason, changes, solution) {
			const body = new FormData();
			body.set('reason', reason);
			body.set('changes', JSON.stringify(changes));
			if (solution) body.set('solution', new Blob([new Uint8Array(solution)]), 'solution.csv');
			return (await call<Rescoring>('', { method: 'POST', body })).number;
		},
		get: (number) => call(`/${number}`),
		preview: (number, split) => call(`/${number}/preview`, { query: { split, page_size: 200 } }),
		publish: (number, notice) => call(`/${number}/publish`, { method: 'POST', json: { notice } }),
		discard: async (number) => void (await call(`/${number}/discard`, { method: 'POST' })),
	};
}

/** Scores with the threads of this process; a server that is running on the folder helps. */
export async function localRescoring(holdout: Holdout, slug: string): Promise<RescoringSide> {
	const { findCompetition } = await import('#db/queries/competitions');
	const { discardChange, findChange, listChanges } = await import('#db/queries/scoring-changes');
	const { presentRescoring } = await import('#lib/server/api/present/rescoring');
	const { presentPreview } = await import('#lib/server/rescoring/preview');
	const { propose } = await import('#lib/server/rescoring/propose');
	const { publish } = await import('#lib/server/rescoring/publish');
	const { entryBy } = await import('#lib/server/competitions/entry');
	const competition = await findCompetition(holdout.db, slug);
	if (!competition) throw refuse(`There is no competition "${slug}".`, { code: 'not_found' });
	const { db, now } = holdout;
	const changeAt = async (number: number) => (await findChange(db, competition.id, number))!;
	await holdout.lifecycle.start();
	const get = async (number: number) => presentRescoring(holdout, await changeAt(number));
	return {
		get,
		async open() {
			const open = (await listChanges(db, competition.id)).find(({ state }) => state === 'open');
			return open && presentRescoring(holdout, open);
		},
		propose: (reason, changes, solution) =>
			propose(holdout, competition, null, { reason, changes, solution }),
		preview: async (number, split) =>
			presentPreview(holdout, competition, await changeAt(number), {
				...{ split, page: 1, page_size: 200 },
			}),
		async publish(number, notice) {
			await publish(holdout, competition, await changeAt(number), null, { notice });
			return get(number);
		},
		async discard(number) {
			const { id, reason } = await changeAt(number);
			const about = { target: `change ${number}`, detail: { reason } };
			const entry = entryBy({ competition }, null, 'rescoring_discarded', now(), about);
			await discardChange(db, id, entry);
		},
	};
}
