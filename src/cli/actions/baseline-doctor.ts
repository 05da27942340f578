/** `holdout baseline doctor` */
import { BackendError } from '#baselines/backends/backend-error';
import { backends, findBackend } from '#baselines/backends/choose';
import { measureBackend, type Measured } from '#baselines/training/measure-backend';
import { formatTable } from '../format/table.ts';
import { say, sayJson } from '../output.ts';
import { startProgress } from '../progress.ts';
import { failureOfBaselines } from './baseline-shared.ts';

type Finding =
	| ({ id: string; found: true; device: string; emulated: boolean } & Measured)
	| { id: string; found: false; reason: string; remedy: string };

async function look(id: string): Promise<Finding> {
	try {
		const backend = await findBackend(id).start();
		const { device, emulated } = backend;
		const measured = await measureBackend(backend);
		await backend.stop();
		return { id, found: true, device, emulated, ...measured };
	} catch (error) {
		if (!(error instanceof BackendError) || error.code === 'unknown_backend') throw error;
		return { id, found: false, reason: error.message, remedy: error.remedy };
	}
}

const speed = (value: number | null) => (value === null ? '–' : value.toPrecision(3));

export async function doctor(options: { backend?: string; json?: boolean }): Promise<void> {
	const { json = false } = options;
	const progress = startProgress('Looking', json);
	const ids = options.backend ? [options.backend] : backends.map(({ id }) => id);
	const found: Finding[] = [];
	try {
		for (const [k, id] of ids.entries()) {
			progress.update(k / ids.length);
			found.push(await look(id));
		}
	} catch (error) {
		throw failureOfBaselines(error);
	} finally {
		progress.stop();
	}
	if (json) return sayJson({ ok: true, backends: found });
	const columns = [
		{ title: 'backend' },
		{ title: 'trains' },
		{ title: 'small network, images/s', align: 'right' as const },
		{ title: 'VGG16 features, images/s', align: 'right' as const },
		{ title: 'device' },
	];
	const here = found.filter((one) => one.found);
	const rows = here.map((one) => [
		one.id,
		one.trains ? 'everything' : 'heads on frozen features',
		speed(one.trainingImagesPerSecond),
		speed(one.featureImagesPerSecond),
		one.emulated ? `${one.device}, imitated by the processor` : one.device,
	]);
	say(formatTable(columns, rows).join('\n'));
	for (const one of found) if (!one.found) say(`\n${one.id}: ${one.reason}\n  → ${one.remedy}`);
	const best = here.find((one) => !one.emulated);
	if (best) say(`\nUsed unless --backend says otherwise: ${best.id}.`);
}
