/** Calls about a class: its students, grades and integrity. */
import { at } from './paths.ts';
import { withQuery, type RequestOptions } from './request.ts';
import type { GradePreview, GradeReleases, GradeSchemeState, OwnGrade } from './schemas/grades.ts';
import type { IntegrityQueue, PairEvidence } from './schemas/integrity.ts';
import type { ClassRoster, RosterChange, StudentPatch } from './schemas/classes.ts';

type Call = <T>(path: string, options?: RequestOptions) => Promise<T>;

export const classUrl = {
	roster: (slug: string) => `${at(slug)}/roster.csv`,
	grades: (slug: string, layout: 'csv' | 'moodle' | 'canvas') =>
		withQuery(`${at(slug)}/grades.csv`, { layout }),
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

		gradeScheme: (slug: string) => call<GradeSchemeState>(`${at(slug)}/grades/scheme`),
		saveGradeScheme: (slug: string, json: { scheme: unknown; revision: number }) =>
			call<GradeSchemeState>(`${at(slug)}/grades/scheme`, { method: 'PUT', json }),
		previewGrades: (slug: string, scheme: unknown) =>
			call<GradePreview>(`${at(slug)}/grades/preview`, { method: 'POST', json: { scheme } }),
		gradeReleases: (slug: string) => call<GradeReleases>(`${at(slug)}/grades/releases`),
		releaseGrades: (slug: string, json: { revision: number; note: string }) =>
			call<GradeReleases>(`${at(slug)}/grades/releases`, { method: 'POST', json }),
		withdrawGrades: (slug: string, version: number, reason: string) =>
			call<GradeReleases>(`${at(slug)}/grades/releases/${version}/withdraw`, {
				...{ method: 'POST', json: { reason } },
			}),
		overrideGrade: (slug: string, id: string, json: { grade: number; reason: string }) =>
			call<void>(`${at(slug)}/grades/overrides/${id}`, { method: 'PUT', json }),
		clearGrade: (slug: string, id: string) =>
			call<void>(`${at(slug)}/grades/overrides/${id}`, { method: 'DELETE' }),
		integrity: (slug: string) => call<IntegrityQueue>(`${at(slug)}/integrity`),
		compareAll: (slug: string) =>
			call<IntegrityQueue>(`${at(slug)}/integrity/runs`, { method: 'POST' }),
		pairEvidence: (slug: string, query: { a: string; b: string; label: string }) =>
			call<PairEvidence>(`${at(slug)}/integrity/pair`, { query }),
		markFinding: (
			slug: string,
			key: string,
			json: { verdict: 'explained' | 'to_discuss'; note: string },
		) =>
			call<IntegrityQueue>(`${at(slug)}/integrity/marks/${encodeURIComponent(key)}`, {
				...{ method: 'PUT', json },
			}),
		unmarkFinding: (slug: string, key: string) =>
			call<IntegrityQueue>(`${at(slug)}/integrity/marks/${encodeURIComponent(key)}`, {
				method: 'DELETE',
			}),
		cloneCompetition: (
			slug: string,
			json: { slug: string; title?: string; shift_days: number; roster: boolean },
		) => call<{ slug: string }>(`${at(slug)}/clone`, { method: 'POST', json }),
		myGrade: (slug: string) => call<{ grade: OwnGrade | null }>(`${at(slug)}/grades/mine`),
	};
}
