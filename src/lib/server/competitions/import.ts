import { uuidv7 } from 'uuidv7';
import type { CompetitionFolder } from '#lib/competition-folder/index';
import { findCompetition, insertCompetition, type NewCompetition } from '#db/queries/competitions';
import { ApiError } from '../errors.ts';
import { scoringColumns } from './scoring-columns.ts';
import { revealOf } from './settings.ts';
import { storeSolution } from './solution.ts';
import type { Services } from '../services.ts';
import type { FileStore } from '../storage/store.ts';

type Stored = Pick<Services, 'db' | 'files' | 'now' | 'wake'>;

const instant = (written: string | undefined) => (written ? Date.parse(written) : null);

function competitionRow(
	{ config, spec, pages }: CompetitionFolder,
	ids: { id: string; ownerId: string | null; now: number; draft: boolean },
): NewCompetition['competition'] {
	return {
		id: ids.id,
		slug: config.slug,
		title: config.title,
		summary: config.summary,
		task: config.task,
		idColumn: config.id,
		labels: config.labels,
		negative: config.negative ?? null,
		target: config.target ?? null,
		...scoringColumns(config, spec),
		show: config.show,
		perDay: config.limits.per_day ?? null,
		final: config.limits.final,
		opensAt: instant(config.opens),
		closesAt: instant(config.closes),
		...revealOf(config.reveal),
		late: config.late,
		teamMaxSize: config.teams.max_size,
		mergeDeadline: instant(config.teams.merge_deadline),
		joinRule: config.join.who,
		joinCode: config.join.code ?? null,
		joinDomains: config.join.domains ?? null,
		joinEmails: config.join.emails ?? null,
		generated: config.generated,
		draft: ids.draft,
		overview: pages.overview ?? null,
		data: pages.data ?? null,
		rules: pages.rules ?? null,
		solutionPath: config.solution,
		solutionVersion: 1,
		createdBy: ids.ownerId,
		createdAt: ids.now,
	};
}

async function fileRows(
	folder: CompetitionFolder,
	files: FileStore,
	competitionId: string,
): Promise<NewCompetition['files']> {
	const listed = [
		...folder.files.map((f) => ({ ...f, role: 'data' as const, path: f.name, title: f.name })),
		...folder.examples.map((e) => ({
			...e,
			role: 'example' as const,
			path: e.file,
			title: e.name,
		})),
		{
			role: 'sample' as const,
			path: 'sample_submission.csv',
			title: 'Sample submission',
			description: '',
			bytes: folder.sampleSubmission,
		},
	];
	const rows: NewCompetition['files'] = [];
	for (const [position, { role, path, title, description, bytes }] of listed.entries()) {
		const stored = await files.write(bytes);
		rows.push({ competitionId, role, path, title, description, position, ...stored });
	}
	return rows;
}

async function cardRows(
	card: CompetitionFolder['baselines'][number]['card'],
	files: FileStore,
	{ now, ...ids }: { teamId: string; submissionId: string; now: number },
): Promise<Pick<NewCompetition['baselines'][number], 'card' | 'pictures'>> {
	const pictures = [];
	for (const { file, type, bytes } of card?.pictures ?? []) {
		pictures.push({ teamId: ids.teamId, path: file, type, ...(await files.write(bytes)) });
	}
	return { card: card && { ...ids, updatedAt: now, ...(await files.write(card.bytes)) }, pictures };
}

async function baselineRows(
	folder: CompetitionFolder,
	files: FileStore,
	ids: { id: string; ownerId: string | null; now: number },
): Promise<NewCompetition['baselines']> {
	const rows: NewCompetition['baselines'] = [];
	for (const { name, note, fileName, bytes, card } of folder.baselines) {
		const teamId = uuidv7();
		const submissionId = uuidv7();
		rows.push({
			team: {
				id: teamId,
				competitionId: ids.id,
				kind: 'baseline',
				name,
				note: note || null,
				createdAt: ids.now,
			},
			submission: {
				id: submissionId,
				competitionId: ids.id,
				teamId,
				userId: ids.ownerId,
				status: 'received',
				fileName,
				createdAt: ids.now,
				...(await files.write(bytes)),
			},
			...(await cardRows(card, files, { teamId, submissionId, now: ids.now })),
		});
	}
	return rows;
}

const slugTaken = (slug: string, remedy = 'Choose another slug in competition.yaml.') =>
	new ApiError('slug_taken', { detail: `There is a competition "${slug}" already.`, remedy });

/** @throws ApiError slug_taken */
export async function requireFreeSlug(
	{ db }: Pick<Services, 'db'>,
	slug: string,
	remedy?: string,
): Promise<void> {
	if (await findCompetition(db, slug)) throw slugTaken(slug, remedy);
}

/**
 * Makes a competition of a folder that was read without problems. Its baselines become submissions
 * and are scored by the dispatcher like everyone's.
 * @param owner becomes its owner; null leaves it to administrators
 * @param options.draft only its organisers know of it until it is published
 * @throws ApiError slug_taken
 */
export async function importCompetition(
	services: Stored,
	folder: CompetitionFolder,
	owner: { id: string; name: string } | null,
	{ draft = false }: { draft?: boolean } = {},
): Promise<{ slug: string }> {
	const { db, files } = services;
	const { slug, reported } = folder.config;
	await requireFreeSlug(services, slug);
	const ids = { id: uuidv7(), ownerId: owner?.id ?? null, now: services.now(), draft };
	const rows: NewCompetition = {
		competition: competitionRow(folder, ids),
		solution: {
			...(await storeSolution(folder, files)),
			version: 1,
			competitionId: ids.id,
			createdAt: ids.now,
		},
		files: await fileRows(folder, files, ids.id),
		reported: reported.map(({ name, score, printed, labels, note, source }, position) => ({
			competitionId: ids.id,
			position,
			name,
			score,
			printed: printed ?? null,
			labels: labels ?? null,
			note: note ?? null,
			sourceTitle: source.title,
			sourceUrl: source.url ?? null,
		})),
		baselines: await baselineRows(folder, files, ids),
	};
	try {
		await insertCompetition(db, rows, owner && { id: owner.id, name: owner.name });
	} catch (error) {
		if (await findCompetition(db, slug)) throw slugTaken(slug);
		throw error;
	}
	services.wake();
	return { slug };
}
