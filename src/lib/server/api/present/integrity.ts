import type { IntegrityQueue } from '#lib/api/schemas/integrity';
import { findRun, listComparedViews, listMarks, type ComparedView } from '#db/queries/integrity';
import { listPeople } from '#db/queries/pseudonyms';
import type { CompetitionRow } from '#db/schema/competitions';
import type { IntegrityFindings } from '#scorer/service/similarity-job';
import { isAlive } from '../../integrity/integrity.ts';
import type { Services } from '../../services.ts';
import { iso, nameOnBoard } from './competition.ts';

/** As a run is kept: patterns name submissions by id. */
type Kept = Omit<IntegrityFindings, 'probing'> & {
	probing: { code: string; owner: string; ids: string[]; figures: number[] }[];
};

export const pairKey = (a: string, b: string) => `pair:${[a, b].sort().join(':')}`;

async function presenter({ db }: Pick<Services, 'db'>, competition: CompetitionRow, ids: string[]) {
	const views = await listComparedViews(db, ids);
	const people = await listPeople(db, competition.id);
	const marks = new Map((await listMarks(db, competition.id)).map((mark) => [mark.key, mark]));
	const team = (view: ComparedView) => ({
		id: view.teamId,
		name: nameOnBoard(competition, {
			...{ kind: 'participant', name: view.teamName, pseudonym: view.pseudonym },
		}),
		section: people.get(view.teamId)?.section ?? null,
	});
	return {
		views,
		who: (view: ComparedView) => ({
			team: team(view),
			people: people.get(view.teamId)?.people ?? [],
		}),
		mark(key: string) {
			const mark = marks.get(key);
			if (!mark) return null;
			const { verdict, note, userName, markedAt } = mark;
			return { verdict, note, by: userName, at: iso(markedAt)! };
		},
	};
}

async function resultOf(
	services: Services,
	competition: CompetitionRow,
): Promise<IntegrityQueue['result']> {
	const done = await findRun(services.db, competition.id, 'done');
	if (!done?.findings) return null;
	const { similar, probing } = done.findings as Kept;
	const ids = [
		...similar.pairs.flatMap(({ a, b }) => [done.submissions[a]!, done.submissions[b]!]),
		...probing.flatMap((pattern) => pattern.ids),
	];
	const { views, who, mark } = await presenter(services, competition, [...new Set(ids)]);
	const side = (view: ComparedView) => ({
		...{ submission: view.id, file: view.fileName, at: iso(view.createdAt)! },
		...{ score: view.score, ...who(view) },
	});
	return {
		at: iso(done.startedAt)!,
		submissions: done.submissions.length,
		pairs_compared: similar.compared,
		withheld: similar.withheld ?? null,
		correlations: similar.correlations,
		pairs: similar.pairs.flatMap((pair) => {
			const [a, b] = [pair.a, pair.b].map((i) => views.get(done.submissions[i]!));
			// One of them was deleted with its account.
			if (!a || !b) return [];
			const key = pairKey(a.id, b.id);
			const { signs, correlation, expected, p, labels } = pair;
			return {
				...{ key, a: side(a), b: side(b), signs, correlation, p, labels },
				expected: expected && {
					correlation: expected.correlation,
					range: [expected.range[0], expected.range[1]] as [number, number],
				},
				...{ shared_columns: pair.sharedColumns, same_order: pair.sameOrder },
				...{ equal_cells: pair.equalCells, mark: mark(key) },
			};
		}),
		patterns: probing.flatMap(({ code, owner, ids, figures }) => {
			const found = ids.flatMap((id, i) => {
				const view = views.get(id);
				return view ? [{ view, figure: figures[i]! }] : [];
			});
			if (!found.length) return [];
			const key = `probing:${owner}:${code}`;
			return {
				...{ key, code: code as 'small_steps', ...who(found[0]!.view), mark: mark(key) },
				submissions: found.map(({ view, figure }) => ({
					...{ id: view.id, at: iso(view.createdAt)!, figure },
				})),
			};
		}),
	};
}

export async function presentQueue(
	services: Services,
	competition: CompetitionRow,
): Promise<IntegrityQueue> {
	const run = await findRun(services.db, competition.id);
	const alive = run !== null && isAlive(run, services.now());
	return {
		run: run && {
			state: run.state === 'running' && !alive ? 'interrupted' : run.state,
			share: run.state === 'done' ? 1 : run.of ? Math.min(1, run.done / run.of) : 0,
			started_at: iso(run.startedAt)!,
			by: run.userName,
			failure:
				run.failure === null ? null : 'It ended with an error; the log of the server says more.',
		},
		result: await resultOf(services, competition),
	};
}
