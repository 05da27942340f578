/** `holdout competition rescore` */
import { setTimeout as pause } from 'node:timers/promises';
import type { Rescoring, RescoringPreview, ScoringPatch } from '#lib/api/schemas/rescoring';
import { maxUploadBytes, serverFrom } from '../environment.ts';
import { readInput } from '../files.ts';
import { formatMoved } from '../format/moved.ts';
import { refuse, wrongUsage } from '../outcome.ts';
import { say, sayJson } from '../output.ts';
import { startProgress } from '../progress.ts';
import { calling } from '../remote.ts';
import { localRescoring, remoteRescoring, type RescoringSide } from '../rescoring.ts';

interface Options {
	solution?: string;
	metric?: string;
	set?: string[];
	reason?: string;
	notice?: string;
	publish?: boolean;
	discard?: boolean;
	server?: string;
	json?: boolean;
}

/** `missing_labels=zero`, `threshold=0.4`, `subgroups=["Sex"]`: a value is JSON, or else a text. */
function changesOf({ metric, set = [] }: Options): ScoringPatch {
	const entries = set.map((pair) => {
		const at = pair.indexOf('=');
		if (at < 1) throw wrongUsage(`--set takes key=value, and not "${pair}".`);
		const text = pair.slice(at + 1);
		try {
			return [pair.slice(0, at), JSON.parse(text) as unknown];
		} catch {
			return [pair.slice(0, at), text];
		}
	});
	return { ...Object.fromEntries(entries), ...(metric === undefined ? {} : { metric }) };
}

/** Waits until every submission is judged, with a bar. */
async function waitUntilJudged(side: RescoringSide, number: number, quiet: boolean) {
	const progress = startProgress('Scoring', quiet);
	try {
		for (;;) {
			const change = await side.get(number);
			const { total, done, failed } = change.progress;
			progress.update(total ? done / total : 1);
			if (change.ready || change.state !== 'open') return change;
			if (failed && done + failed === total) {
				throw refuse(`${failed} of ${total} submissions could not be scored: our fault.`, {
					...{ code: 'scoring_failed', remedy: 'The server log says why; discard with --discard.' },
				});
			}
			await pause(300);
		}
	} finally {
		progress.stop();
	}
}

function describe(change: Rescoring, previews: RescoringPreview[]): string {
	const { solution_change, changes, progress, number } = change;
	const labels = Object.entries(solution_change?.labels ?? {}).filter(([, n]) => n > 0);
	return [
		`Change ${number}: ${change.reason}`,
		...labels.map(([label, n]) => `  ${label}: ${n} labels differ`),
		...(solution_change?.usage ? [`  ${solution_change.usage} rows in another split`] : []),
		...changes.map(
			({ key, before, after }) => `  ${key}: ${before ?? 'none'} → ${after ?? 'none'}`,
		),
		`  ${progress.done} submissions judged, ${progress.invalid} cannot be scored any more`,
		...previews.flatMap((preview) => ['', ...formatMoved(preview)]),
	].join('\n');
}

async function carryOut(side: RescoringSide, slug: string, options: Options): Promise<void> {
	const { json = false, reason, notice } = options;
	const changes = changesOf(options);
	const isNew = options.solution !== undefined || Object.keys(changes).length > 0;
	let number = (await side.open())?.number;
	if (options.discard) {
		if (number === undefined) throw refuse('No change is open.', { code: 'not_found' });
		await side.discard(number);
		return json ? sayJson({ ok: true, discarded: number }) : say(`Discarded change ${number}.`);
	}
	if (isNew) {
		if (!reason) throw wrongUsage('Say why with --reason; it is published with the change.');
		const file = options.solution;
		const solution = file === undefined ? null : await readInput(file, maxUploadBytes());
		number = await side.propose(reason, changes, solution);
	}
	if (number === undefined) {
		throw wrongUsage('No change is open.', 'Propose one with --solution, --metric or --set.');
	}
	const change = await waitUntilJudged(side, number, json);
	const previews = [await side.preview(number, 'public'), await side.preview(number, 'private')];
	if (!json) say(describe(change, previews));
	if (!options.publish) {
		if (json) return sayJson({ ok: true, change, previews });
		return say(
			`\nNothing is published. Score by it with: holdout competition rescore ${slug} --publish --notice "…"`,
		);
	}
	const title = `Scores were computed anew: ${change.reason}`.slice(0, 200);
	const published = await side.publish(number, notice ? { title, markdown: notice } : null);
	if (json) return sayJson({ ok: true, change: published, previews });
	say('\nPublished. Old evaluations are kept.');
}

/** Proposes a change of the scoring, shows what it moves, and publishes or discards it. */
export async function rescoreCompetition(slug: string, options: Options): Promise<void> {
	if (options.publish && options.discard) throw wrongUsage('Publish or discard, not both.');
	const server = serverFrom(options.server);
	if (server) {
		return calling(server, () => carryOut(remoteRescoring(server, slug), slug, options));
	}
	const { withHoldout } = await import('../local.ts');
	await withHoldout(async (holdout) =>
		carryOut(await localRescoring(holdout, slug), slug, options),
	);
}
