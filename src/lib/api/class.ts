/** Calls about a class: its students, grades and integrity. */
import { at } from './paths.ts';
import { withQuery, type RequestOptions } from './request.ts';
import type { ClassRoster, RosterChange, StudentPatch } from './schemas/classes.ts';

type Call = <T>(path: string, options?: RequestOptions) => Promise<T>;

export const classUrl = {
	roster: (slug: string) => `${at(slug)}/roster.csv`,
};

export function classCalls(call: Call) {
	return {
		roster: (slug: string) => call<ClassRoster>(`${at(slug)}/roster`),
		/** `apply` is the revision of the answer without it. */
		bringRoster: (slug: string, file: Blob, query: { keep: boolean; apply?: string }) =>
			call<RosterChange>(withQuery(`${at(slug)}/roster`, query), {
				...{ method: 'POST', body: file, type: 'text/csv' },
			}),
		changeStudent: (slug: string, id: string, json: StudentPatch) =>
			call<ClassRoster>(`${at(slug)}/roster/${id}`, { method: 'PATCH', json }),
		removeStudent: (slug: string, id: string) =>
			call<ClassRoster>(`${at(slug)}/roster/${id}`, { method: 'DELETE' }),
	};
}
