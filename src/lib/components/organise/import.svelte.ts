import { createClient } from '#lib/api/client';
import { ApiError, type Problem } from '#lib/api/request';
import type { ImportReport } from '#lib/api/schemas/import-report';
import { relativeFiles, zipInWorker, type FolderFile } from './folder.ts';

/** empty → reading → checking → refused | ready → importing → done */
export type ImportPhase =
	'empty' | 'reading' | 'checking' | 'refused' | 'ready' | 'importing' | 'done';

/** A competition folder on its way in: zipped here, checked in a dry run, then imported. */
export class ImportFlow {
	phase = $state<ImportPhase>('empty');
	name = $state('');
	size = $state(0);
	report = $state.raw<ImportReport | null>(null);
	problem = $state.raw<Problem | string | null>(null);
	#zip: Blob | null = null;
	#client = createClient((...args) => fetch(...args));

	clear(): void {
		this.phase = 'empty';
		this.report = null;
		this.problem = null;
		this.#zip = null;
	}

	async chooseFolder(name: string, files: readonly FolderFile[]): Promise<void> {
		this.clear();
		this.name = name;
		this.phase = 'reading';
		try {
			await this.#check(await zipInWorker(relativeFiles(files)));
		} catch (cause) {
			this.#failed(cause);
		}
	}

	async chooseZip(file: File): Promise<void> {
		this.clear();
		this.name = file.name;
		try {
			await this.#check(file);
		} catch (cause) {
			this.#failed(cause);
		}
	}

	/** Imports what the dry run found to be in order; returns its slug. */
	async run(): Promise<string | null> {
		if (!this.#zip || this.phase !== 'ready') return null;
		this.phase = 'importing';
		try {
			const report = await this.#client.importCompetition(this.#zip, false);
			this.phase = 'done';
			return report.slug;
		} catch (cause) {
			this.#failed(cause);
			return null;
		}
	}

	async #check(zip: Blob): Promise<void> {
		this.#zip = zip;
		this.size = zip.size;
		this.phase = 'checking';
		this.report = await this.#client.importCompetition(zip, true);
		this.phase = this.report.ok ? 'ready' : 'refused';
	}

	#failed(cause: unknown): void {
		this.problem =
			cause instanceof ApiError
				? cause.problem
				: cause instanceof Error
					? cause.message
					: String(cause);
		this.phase = 'refused';
	}
}
