/** `holdout leaderboard` */
import { createClient, url } from '#lib/api/client';
import { ApiError, toProblem, UNREACHABLE, type Fetch } from '#lib/api/request';
import type { Leaderboard, LeaderboardRow } from '#lib/api/schemas/leaderboard';
import { serverFrom } from '../environment.ts';
import { formatTable, type Cell } from '../format/table.ts';
import { note, say, sayJson } from '../output.ts';
import { calling, fetchFrom } from '../remote.ts';
import { style } from '../style.ts';

interface Options {
	split: 'public' | 'private';
	csv?: boolean;
	server?: string;
	json?: boolean;
}

const PAGE_SIZE = 200;

/** Runs with a `fetch` of the server, or of the local data folder. */
async function withFetch<T>(server: string | null, work: (fetch: Fetch) => Promise<T>): Promise<T> {
	if (server) return calling(server, () => work(fetchFrom(server)));
	const { withHoldout, fetchLocally } = await import('../local.ts');
	return withHoldout((holdout) => calling(null, () => work(fetchLocally(holdout))));
}

async function fetchCsv(fetch: Fetch, slug: string, split: string): Promise<string> {
	const answer = await fetch(url.leaderboardCsv(slug, split)).catch(() => {
		throw new ApiError(UNREACHABLE);
	});
	if (!answer.ok) throw new ApiError(toProblem(answer.status, await answer.text()));
	return answer.text();
}

/** All pages of a board as one. */
async function fetchBoard(
	fetch: Fetch,
	slug: string,
	split: Options['split'],
): Promise<Leaderboard> {
	const { leaderboard } = createClient(fetch);
	const board = await leaderboard(slug, { split, page_size: PAGE_SIZE });
	for (let page = 2; board.participants.length < board.total; page++) {
		const next = await leaderboard(slug, { split, page, page_size: PAGE_SIZE });
		if (!next.participants.length) break;
		board.participants.push(...next.participants);
	}
	return board;
}

const MARK = { participant: '', baseline: 'baseline', reported: 'reported' } as const;

function rankOf({ kind, rank, tied }: LeaderboardRow): string {
	if (kind !== 'participant' || rank === null) return '–';
	return `${rank}${tied ? '=' : ''}`;
}

/** References stand between the participants, where their score puts them. */
function inOrder({ participants, references, metric }: Leaderboard): LeaderboardRow[] {
	const value = ({ score }: LeaderboardRow) =>
		score === null ? -Infinity : metric.higher_is_better ? score : -score;
	return [...participants, ...references].sort((a, b) =>
		value(b) > value(a) ? 1 : value(b) < value(a) ? -1 : 0,
	);
}

function cells(row: LeaderboardRow): Cell[] {
	const isParticipant = row.kind === 'participant';
	const moved = row.movement ? `${row.movement > 0 ? '▲' : '▼'}${Math.abs(row.movement)}` : '';
	return [
		rankOf(row),
		row.name,
		row.score,
		moved,
		isParticipant ? row.entries : '',
		row.best_at?.slice(0, 16).replace('T', ' ') ?? '',
		MARK[row.kind],
	];
}

function formatBoard(board: Leaderboard): string {
	const lines = formatTable(
		[
			{ title: '#', align: 'right' },
			{ title: 'team' },
			{ title: board.metric.name, align: 'right', decimals: board.metric.decimals },
			{ title: '' },
			{ title: 'entries', align: 'right' },
			{ title: 'best (UTC)' },
			{ title: '' },
		],
		inOrder(board).map(cells),
	);
	return [style.bold(lines[0]!), ...lines.slice(1)].join('\n');
}

/** Prints a board as a table, as CSV or as JSON. */
export async function printLeaderboard(slug: string, options: Options): Promise<void> {
	const server = serverFrom(options.server);
	const { split, csv, json } = options;
	if (csv) {
		const text = await withFetch(server, (fetch) => fetchCsv(fetch, slug, split));
		process.stdout.write(text);
		return;
	}
	const board = await withFetch(server, (fetch) => fetchBoard(fetch, slug, split));
	if (json) return sayJson(board);
	say(formatBoard(board));
	note(
		style.dim(`\n${split}, ${board.rows_scored} rows. ${board.tie_rule} ${board.selection_rule}`),
	);
}
