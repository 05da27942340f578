/** Images of the demo: drawn in the background after the start, then files like all others. */
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { addDataFiles, findCompetition } from '#db/queries/competitions';
import { getSetting, setSetting } from '#db/queries/settings';
import { demoSets } from '#baselines/phantoms/sets/index';
import type { PendingImages } from '#lib/api/schemas/competitions';
import type { Services } from '../../services.ts';
import type { Archive } from './job.ts';
import { drawInThread } from './thread.ts';

type Needs = Pick<Services, 'db' | 'files' | 'log' | 'now' | 'config'>;

export interface DemoImages {
	/** What is still missing of a competition's images; null where nothing is. */
	pending(slug: string): Promise<PendingImages | null>;
	/** Draws what is missing, one competition after the other, and resolves when all is there. */
	draw(): Promise<void>;
	/** Ends the thread; what it was at begins anew with the next `draw`. */
	stop(): Promise<void>;
}

/** After the tables, whatever else a folder brought. */
const POSITION = 1_000;
const NAMES = ['train-images.zip', 'test-images.zip'];

const flagOf = (slug: string) => `demo-images:${slug}`;

/** Says that a competition was made of phantoms, whose images can be drawn. */
export const wantImages = ({ db, now }: Pick<Needs, 'db' | 'now'>, slug: string): Promise<void> =>
	setSetting(db, flagOf(slug), 'wanted', now());

export function createDemoImages(services: Needs): DemoImages {
	const { db, files, log, now, config } = services;
	const states = new Map<string, Pick<PendingImages, 'state' | 'share'>>();
	const stopping = new AbortController();
	let running: Promise<void> = Promise.resolve();

	/** The demo competition that waits for its images; not one of somebody else with that slug. */
	async function findWanting(slug: string) {
		if (!demoSets.some((set) => set.slug === slug)) return null;
		if ((await getSetting(db, flagOf(slug))) !== 'wanted') return null;
		const competition = await findCompetition(db, slug);
		return competition?.generated && competition.createdBy === null ? competition : null;
	}

	/** Archives become data files, all in one step; a competition deleted meanwhile is left alone. */
	async function keep(slug: string, archives: readonly Archive[]): Promise<void> {
		const rows = [];
		for (const { name, description, path } of archives) {
			const stream = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
			const stored = await files.writeStream(stream, Infinity);
			rows.push({ path: name, title: name, description, ...stored });
		}
		const competition = await findWanting(slug);
		if (competition) await addDataFiles(db, competition.id, POSITION, rows);
		await setSetting(db, flagOf(slug), 'done', now());
	}

	async function drawOne(slug: string): Promise<void> {
		let archives: Archive[] = [];
		states.set(slug, { state: 'drawing', share: 0 });
		try {
			archives = await drawInThread(
				{ slug, folder: join(config.dataDir, 'tmp'), limit: config.demoImages },
				(share) => states.set(slug, { state: 'drawing', share }),
				stopping.signal,
			);
			await keep(slug, archives);
			states.delete(slug);
		} catch (error) {
			if (stopping.signal.aborted) return;
			states.set(slug, { state: 'failed', share: 0 });
			log.error({ err: error, slug }, 'the images of the demo could not be drawn');
		} finally {
			await Promise.all(archives.map(({ path }) => rm(path, { force: true })));
		}
	}

	async function drawAll(): Promise<void> {
		if (config.demoImages === 0) return;
		for (const { slug } of demoSets) {
			if (stopping.signal.aborted) return;
			if (await findWanting(slug)) await drawOne(slug);
		}
	}

	return {
		async pending(slug) {
			if (!(await findWanting(slug))) return null;
			const state = config.demoImages === 0 ? 'off' : 'waiting';
			return { files: NAMES, ...(states.get(slug) ?? { state, share: 0 }) };
		},
		draw() {
			running = drawAll().catch((error: unknown) =>
				log.error({ err: error }, 'the images of the demo could not be drawn'),
			);
			return running;
		},
		async stop() {
			stopping.abort();
			await running;
		},
	};
}
