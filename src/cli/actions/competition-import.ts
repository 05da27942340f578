/** `holdout competition import` */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { API } from '#lib/api/client';
import { withQuery } from '#lib/api/request';
import type { ImportReport } from '#lib/api/schemas/import-report';
import {
	readCompetitionFolder,
	zipFolder,
	type Folder,
	type ReadFolderResult,
} from '#lib/competition-folder/index';
import { isWhole, readWhole } from '#lib/server/whole/read';
import { serverFrom } from '../environment.ts';
import { readFolder, refusedFolder } from '../files.ts';
import { formatNotices } from '../format/problems.ts';
import { formatTable } from '../format/table.ts';
import { refuse } from '../outcome.ts';
import { note, say, sayJson } from '../output.ts';
import { startProgress } from '../progress.ts';
import { calling } from '../remote.ts';
import { style } from '../style.ts';
import { upload } from '../upload.ts';

interface Options {
	dryRun?: boolean;
	server?: string;
	json?: boolean;
}

async function importLocally(read: ReadFolderResult): Promise<string> {
	const { withHoldout } = await import('../local.ts');
	const { importCompetition } = await import('#lib/server/competitions/import');
	const { slug } = await withHoldout((holdout) =>
		importCompetition(holdout, read.competition!, null),
	);
	return slug;
}

function importRemotely(server: string, folder: Folder, options: Options): Promise<ImportReport> {
	const progress = startProgress('Uploading', options.json);
	const target = {
		address: `${server}${withQuery(`${API}/competitions/import`, { dry_run: options.dryRun })}`,
		token: process.env.HOLDOUT_TOKEN,
		type: 'application/zip',
	};
	const sent = upload<ImportReport>(target, zipFolder(folder), progress.update);
	return calling(server, () => sent.finally(progress.stop));
}

function describe(summary: NonNullable<ImportReport['summary']>): string {
	const { rows } = summary;
	const count = (n: number) => n.toLocaleString('en-US');
	const table = formatTable(
		[
			{ title: 'label' },
			{ title: 'positives', align: 'right' },
			{ title: 'public', align: 'right' },
			{ title: 'private', align: 'right' },
		],
		summary.labels.map((label) => [
			label.name,
			label.positives,
			label.public_positives,
			label.private_positives,
		]),
	);
	return [
		`${style.bold(summary.title)} (${summary.slug})`,
		`${summary.task}, ${summary.metric}; ${count(rows.public)} public, ${count(rows.private)} private and ${count(rows.ignored)} ignored rows`,
		`${summary.files.length} data files, ${summary.baselines} baselines, ${summary.reported} reported results`,
		'',
		...table,
	].join('\n');
}

/** A zip of `export --everything` comes back as it was. */
async function restore(bytes: Uint8Array, server: string | null, options: Options): Promise<void> {
	const { whole, problems } = await readWhole(bytes);
	if (!whole) throw refuse('The export cannot be restored.', { code: 'bad_export', problems });
	const { json = false, dryRun = false } = options;
	const { competition, rows } = whole.manifest;
	const progress = startProgress('Restoring', json);
	if (!dryRun && server) {
		const target = {
			address: `${server}${API}/competitions/restore`,
			...{ token: process.env.HOLDOUT_TOKEN, type: 'application/zip' },
		};
		const sent = upload<{ slug: string }>(target, bytes, progress.update);
		await calling(server, () => sent.finally(progress.stop));
	} else if (!dryRun) {
		const { withHoldout } = await import('../local.ts');
		const { restoreWhole } = await import('#lib/server/whole/restore');
		await withHoldout((holdout) => restoreWhole(holdout, whole, null, progress.update)).finally(
			progress.stop,
		);
	}
	const { slug } = competition;
	if (json) return sayJson({ ok: true, dry_run: dryRun, slug: dryRun ? null : slug, rows });
	const { teams = 0, submissions = 0, evaluations = 0 } = rows;
	say(
		`${competition.title}: ${teams} teams, ${submissions} submissions, ${evaluations} evaluations`,
	);
	say(dryRun ? 'No problems. Nothing was restored.' : `Restored as ${slug}.`);
}

/** Checks a folder here first, so that all its problems are listed without a server. */
export async function importFolder(path: string, options: Options): Promise<void> {
	const { dryRun = false, json = false } = options;
	const server = serverFrom(options.server);
	if (path.endsWith('.zip') && existsSync(path)) {
		const bytes = await readFile(path);
		if (isWhole(bytes)) return restore(bytes, server, options);
	}
	const folder = await readFolder(path);
	const read = readCompetitionFolder(folder, {}, 'run');
	if (!read.competition) throw refusedFolder(path, read);
	let report: ImportReport = {
		...{ ok: true, dry_run: dryRun, problems: [], slug: null },
		notices: read.notices,
		summary: read.summary,
	};
	if (server) report = await importRemotely(server, folder, options);
	else if (!dryRun) report.slug = await importLocally(read);
	if (!report.ok) throw refusedFolder(path, report as unknown as ReadFolderResult);
	if (json) return sayJson(report);
	say(describe(report.summary!));
	if (report.notices.length) note(`\n${formatNotices(report.notices)}`);
	say(report.slug ? `\nImported as ${report.slug}.` : '\nNo problems. Nothing was imported.');
}
