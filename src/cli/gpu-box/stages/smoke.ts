/** Whether the device is there, and computes what the processor computes. */
import { join } from 'node:path';
import { findBackend, withDevice } from '#baselines/backends/choose';
import { networks, smokeTest, type SmokeResult } from '#baselines/gpu/smoke';
import { writeAtomically } from '#baselines/training/write-atomically';
import type { StageContext } from './index.ts';

export interface SmokeReport {
	backend: string;
	device: string;
	emulated: boolean;
	results: (SmokeResult & { size: string })[];
}

export async function smokeStage({ work, plan, backend: name }: StageContext): Promise<number> {
	const backend = await findBackend(name).start();
	const { device, emulated } = backend;
	console.log(`${backend.id}: ${device}`);
	const report: SmokeReport = { backend: backend.id, device, emulated, results: [] };
	for (const size of plan.smoke) {
		for (const recipe of networks.filter(({ id }) => plan.networks.includes(id))) {
			const result = await withDevice(backend, smokeTest(recipe, size));
			report.results.push({ ...result, size });
			// After each, so that a driver that dies leaves what it did.
			await writeAtomically(join(work, 'results/smoke.json'), JSON.stringify(report, null, '\t'));
			const { losses, difference, ok, seconds } = result;
			const shown = losses.map((loss) => loss.toFixed(5)).join(' ');
			console.log(
				`${recipe.id} ${size}: ${shown}, off by ${difference.toExponential(1)}${ok ? '' : ': TOO FAR'}, ${seconds.toFixed(1)} s`,
			);
		}
	}
	return report.results.every(({ ok }) => ok) ? 0 : 1;
}
