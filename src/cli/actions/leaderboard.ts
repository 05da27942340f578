/** `holdout leaderboard` */
import { createClient, url } from '#lib/api/client';
import { ApiError, toProblem, UNREACHABLE, type Fetch } from '#lib/api/request';
import type { Leaderboard } from '#lib/api/schemas/leaderboard';
import { serverFrom } from '../environment.ts';
import { formatBoard } from '../format/board.ts';
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

/** Tests of a large board run beside the answer; a short while is worth waiting for them. */
const TESTS_MS = 5_000;
const ASK_AGAIN_MS = 200;

async function fetchFirst(ask: () => Promise<Leaderboard>): Promise<Leaderboard> {
	const until = Date.now() + TESTS_MS;
	let board = await ask();
	while (board.separation?.ready === false && Date.now() < until) {
		await new Promise((done) => setTimeout(done, ASK_AGAIN_MS));
		board = await ask();
	}
	return board;
}

/** All pages of a board as one. */
async function fetchBoard(
	fetch: Fetch,
	slug: string,
	split: Options['split'],
): Promise<Leaderboard> {
	const { leaderboard } = createClient(fetch);
	const board = await fetchFirst(() => leaderboard(slug, { split, page_size: PAGE_SIZE }));
	for (let page = 2; board.participants.length < board.total; page++) {
		const next = await leaderboard(slug, { split, page, page_size: PAGE_SIZE });
		if (!next.participants.length) break;
		board.participants.push(...next.participants);
	}
	return board;
}

/** How ties were found, in a sentence. */
function testedBy({ separation }: Leaderboard): string {
	if (!separation) return '';
	if (!separation.ready) return ' Ties are still being tested.';
	const { test, level } = separation;
	return ` Tied: not separated from the first (${test}, Holm-corrected, ${100 * level} %).`;
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
		style.dim(
			`\n${split}, ${board.rows_scored} rows. ${board.tie_rule} ${board.selection_rule}${testedBy(board)}`,
		),
	);
}
