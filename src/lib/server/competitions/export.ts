import {
	writeCompetitionFolder,
	zipFolder,
	type CompetitionFolder,
} from '#lib/competition-folder/index';
import { findSolution, listFiles, listReported } from '#db/queries/competitions';
import { listCards, listPictures } from '#db/queries/baseline-cards';
import { listBaselineSubmissions } from '#db/queries/submissions';
import type { BaselineCardRow } from '#db/schema/baseline-cards';
import type { CompetitionRow } from '#db/schema/competitions';
import type { Services } from '../services.ts';

type Written = Parameters<typeof writeCompetitionFolder>[0];
type Config = Written['config'];

const iso = (ms: number | null) => (ms === null ? undefined : new Date(ms).toISOString());
const orNone = <T>(value: T | null): T | undefined => value ?? undefined;

/** competition.yaml as the row says it. */
export function configOf(row: CompetitionRow, reported: CompetitionFolder['reported']): Config {
	return {
		slug: row.slug,
		title: row.title,
		summary: row.summary,
		task: row.task,
		id: row.idColumn,
		labels: row.labels,
		negative: orNone(row.negative),
		target: orNone(row.target),
		metric: row.metric,
		metrics: row.columns ?? [],
		ranking: row.ranking,
		parameters: row.parameters ?? {},
		solution: row.solutionPath,
		group: orNone(row.groupColumn),
		subgroups: orNone(row.subgroups),
		bands: row.bands ?? {},
		min_group: orNone(row.minGroup),
		threshold: row.thresholds ?? row.threshold,
		missing_labels: row.missingLabels,
		limits: { per_day: orNone(row.perDay), final: row.final },
		opens: iso(row.opensAt),
		closes: iso(row.closesAt),
		late: row.late,
		reveal: row.reveal === 'date' ? iso(row.revealAt)! : row.reveal,
		teams: { max_size: row.teamMaxSize, merge_deadline: iso(row.mergeDeadline) },
		join: {
			who: row.joinRule,
			code: orNone(row.joinCode),
			domains: orNone(row.joinDomains),
			emails: orNone(row.joinEmails),
		},
		generated: row.generated,
		show: row.show ?? {},
		// The writer fills these three in from the files themselves.
		files: {},
		examples: [],
		baselines: [],
		reported,
	};
}

/** Two baselines may have come from files of the same name in different folders. */
function distinctNames(names: string[]): string[] {
	const seen = new Set<string>();
	return names.map((name) => {
		let candidate = name;
		for (let n = 2; seen.has(candidate.toLowerCase()); n++) candidate = `${n}-${name}`;
		seen.add(candidate.toLowerCase());
		return candidate;
	});
}

/** A card with its pictures, as they came. */
async function cardOf(
	{ db, files }: Pick<Services, 'db' | 'files'>,
	card: BaselineCardRow | undefined,
): Promise<Written['baselines'][number]['card']> {
	if (!card) return null;
	const pictures = await listPictures(db, card.teamId);
	return {
		bytes: await files.read(card.sha256),
		pictures: await Promise.all(
			pictures.map(async ({ path, type, sha256 }) => ({
				...{ file: path, type },
				bytes: await files.read(sha256),
			})),
		),
	};
}

/**
 * The competition as the zip of a folder that imports again without loss, its hidden labels
 * included. Baselines are exported as their newest submission; participants' work is not part of it.
 */
export async function exportCompetition(
	{ db, files }: Pick<Services, 'db' | 'files'>,
	competition: CompetitionRow,
): Promise<Uint8Array> {
	const listed = await listFiles(db, competition.id);
	const withBytes = async (role: string) => {
		const rows = listed.filter((file) => file.role === role);
		return Promise.all(rows.map(async (row) => ({ ...row, bytes: await files.read(row.sha256) })));
	};
	const reported = (await listReported(db, competition)).map((result) => ({
		name: result.name,
		score: result.score,
		printed: orNone(result.printed),
		labels: orNone(result.labels),
		note: orNone(result.note),
		source: { title: result.sourceTitle, url: orNone(result.sourceUrl) },
	}));
	const baselines = await listBaselineSubmissions(db, competition.id);
	const cards = await listCards(db, competition.id);
	const names = distinctNames(baselines.map(({ row }) => row.fileName));
	const [sample] = await withBytes('sample');
	const folder = writeCompetitionFolder({
		config: configOf(competition, reported),
		solutionBytes: await files.read((await findSolution(db, competition)).sha256),
		pages: {
			overview: orNone(competition.overview),
			data: orNone(competition.data),
			rules: orNone(competition.rules),
		},
		files: (await withBytes('data')).map(({ path, description, bytes }) => ({
			name: path,
			description,
			bytes,
		})),
		examples: (await withBytes('example')).map(({ title, path, description, bytes }) => ({
			name: title,
			file: path,
			description,
			bytes,
		})),
		sampleSubmission: sample!.bytes,
		baselines: await Promise.all(
			baselines.map(async ({ row, team }, i) => ({
				name: team.name,
				note: team.note ?? '',
				fileName: names[i]!,
				bytes: await files.read(row.sha256),
				card: await cardOf({ db, files }, cards.get(team.id)),
			})),
		),
	});
	return zipFolder(folder);
}
