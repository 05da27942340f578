import { createClient } from '#lib/api/client';
import { ApiError, type Problem } from '#lib/api/request';
import type { FolderProblem } from '#lib/competition-folder/index';
import { zipInWorker } from '#lib/components/organise/folder';
import type { Check, Choices, Understood } from '#lib/wizard/types';
import { draftStore } from './draft-store.ts';
import { startWorker } from './start-worker.ts';
import type { WizardMessage, WizardRequest } from './protocol.ts';

/** restoring → empty → reading → ready | refused */
export type WizardPhase = 'restoring' | 'empty' | 'reading' | 'ready' | 'refused';
export type Making = 'zip' | 'draft' | 'published';

const DEBOUNCE_MS = 150;

/** A table on its way to a competition. Nothing leaves this computer before it is created. */
export class WizardFlow {
	phase = $state<WizardPhase>('restoring');
	file = $state.raw<File | null>(null);
	training = $state.raw<File | null>(null);
	trainingRows = $state(0);
	trainingProblems = $state.raw<FolderProblem[]>([]);
	attachments = $state.raw<File[]>([]);
	understood = $state.raw<Understood | null>(null);
	choices = $state<Choices | null>(null);
	check = $state.raw<Check | null>(null);
	/** The choices were changed since. */
	isStale = $state(false);
	refused = $state.raw<FolderProblem[]>([]);
	making = $state<Making | null>(null);
	/** What the server says beside what was found here, such as an address that is taken. */
	told = $state.raw<FolderProblem[]>([]);
	problem = $state.raw<Problem | string | null>(null);

	#worker: Worker | null = null;
	#store: ReturnType<typeof draftStore>;
	#client = createClient((...args) => fetch(...args));
	#turn = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#restored: Choices | undefined;
	#onFolder: ((files: { path: string; file: File }[]) => void) | null = null;

	constructor(userId: string) {
		this.#store = draftStore(userId);
	}

	/** Begins where the reader left off, if they did. */
	async start(): Promise<void> {
		this.#worker = startWorker();
		this.#worker.onmessage = ({ data }: MessageEvent<WizardMessage>) => this.#hear(data);
		this.#worker.onerror = (event) => this.#fail(event.message || 'The worker did not start.');
		const draft = await this.#store.load();
		if (!draft) return void (this.phase = 'empty');
		this.#restored = draft.choices;
		this.attachments = draft.files.attachments;
		this.open(draft.files.table, false);
		if (draft.files.training) this.setTraining(draft.files.training, false);
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#worker?.terminate();
		this.#worker = null;
	}

	#ask(request: WizardRequest): void {
		this.#worker?.postMessage(request);
	}

	open(file: File, isNew = true): void {
		if (isNew) this.#restored = undefined;
		Object.assign(this, { file, phase: 'reading', check: null, choices: null, refused: [] });
		Object.assign(this, { understood: null, problem: null, told: [] });
		this.#ask({ type: 'open', file });
		if (isNew) this.#saveFiles();
	}

	setTraining(file: File | null, isNew = true): void {
		Object.assign(this, { training: file, trainingRows: 0, trainingProblems: [] });
		this.#ask({ type: 'training', file });
		if (isNew) this.#saveFiles();
	}

	/** Of two files of one name the later one stays. */
	attach(files: readonly File[]): void {
		const stays = ({ name }: File) => !files.some((file) => file.name === name);
		this.attachments = [...this.attachments.filter(stays), ...files];
		this.#saveFiles();
		this.changed();
	}

	detach(name: string): void {
		this.attachments = this.attachments.filter((file) => file.name !== name);
		this.#saveFiles();
		this.changed();
	}

	/** Forgets the draft. */
	clear(): void {
		clearTimeout(this.#timer);
		this.#turn++;
		Object.assign(this, { phase: 'empty', file: null, training: null, attachments: [] });
		Object.assign(this, { understood: null, choices: null, check: null, refused: [], told: [] });
		Object.assign(this, { problem: null, trainingRows: 0, trainingProblems: [], making: null });
		this.#ask({ type: 'training', file: null });
		void this.#store.clear();
	}

	/** Keeps the choices and looks at them again, once the reader pauses. */
	changed(): void {
		if (!this.choices) return;
		this.isStale = true;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			const choices = $state.snapshot(this.choices);
			if (!choices) return;
			void this.#store.saveChoices(choices);
			const attachments = this.attachments.map((file) => ({ name: file.name, file }));
			this.#ask({ type: 'check', turn: ++this.#turn, choices, attachments });
		}, DEBOUNCE_MS);
	}

	get isSound(): boolean {
		return this.check !== null && !this.isStale && this.check.problems.length === 0;
	}

	/** The folder as a zip; null where it could not be made. */
	async zip(): Promise<Blob | null> {
		return this.#make('zip', () => this.#zip());
	}

	/** Makes the competition; returns its slug, or null where the server refuses. */
	async create(isDraft: boolean): Promise<string | null> {
		return this.#make(isDraft ? 'draft' : 'published', async () => {
			const zip = await this.#zip();
			const report = await this.#client.importCompetition(zip, true);
			this.told = report.problems as FolderProblem[];
			if (!report.ok) return null;
			const { slug } = await this.#client.importCompetition(zip, false, isDraft);
			await this.#store.clear();
			return slug;
		});
	}

	async #make<T>(making: Making, work: () => Promise<T | null>): Promise<T | null> {
		Object.assign(this, { making, problem: null, told: [] });
		try {
			return await work();
		} catch (cause) {
			this.problem =
				cause instanceof ApiError
					? cause.problem
					: cause instanceof Error
						? cause.message
						: String(cause);
			return null;
		} finally {
			this.making = null;
		}
	}

	async #zip(): Promise<Blob> {
		const choices = $state.snapshot(this.choices)!;
		const files = await new Promise<{ path: string; file: File }[]>((resolve) => {
			this.#onFolder = resolve;
			this.#ask({ type: 'folder', choices });
		});
		const data = this.attachments.map((file) => ({ path: `data/${file.name}`, file }));
		return zipInWorker([...files, ...data]);
	}

	#saveFiles(): void {
		if (!this.file) return;
		const { file: table, training, attachments } = this;
		void this.#store.saveFiles({ table, training, attachments });
	}

	#hear(message: WizardMessage): void {
		if (message.type === 'opened') {
			this.understood = message.understood;
			this.choices = { ...message.choices, ...this.#restored };
			this.#restored = undefined;
			this.phase = 'ready';
			this.changed();
		} else if (message.type === 'refused' && message.of === 'table') {
			this.refused = message.problems;
			this.phase = 'refused';
		} else if (message.type === 'refused') {
			this.trainingProblems = message.problems;
		} else if (message.type === 'training') {
			this.trainingRows = message.rows;
			this.changed();
		} else if (message.type === 'checked') {
			if (message.turn !== this.#turn) return;
			this.check = message.check;
			this.isStale = false;
		} else if (message.type === 'folder') {
			this.#onFolder?.(message.files);
		} else this.#fail(message.message);
	}

	#fail(message: string): void {
		this.problem = message;
		if (this.phase === 'reading' || this.phase === 'restoring') this.phase = 'empty';
	}
}
