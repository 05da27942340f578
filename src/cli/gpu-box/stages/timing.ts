/** How fast our networks are on the device. */
import { join } from 'node:path';
import { findBackend, withDevice } from '#baselines/backends/choose';
import { networks } from '#baselines/gpu/networks';
import { MODES, timeNetwork, type Timing } from '#baselines/gpu/timing';
import { writeAtomically } from '#baselines/training/write-atomically';
import type { StageContext } from './index.ts';

export async function timingStage({ work, plan, backend: name }: StageContext): Promise<number> {
	const { sizes, batches, seconds, width } = plan.timing;
	const backend = await findBackend(name).start();
	const rows: Timing[] = [];
	for (const recipe of networks.filter(({ id }) => plan.networks.includes(id)))
		for (const size of sizes)
			for (const images of batches)
				for (const mode of MODES) {
					const shape = { size, images, width };
					const row = await withDevice(backend, timeNetwork(recipe, shape, mode, seconds));
					rows.push(row);
					const report = { device: backend.device, width, rows };
					await writeAtomically(
						join(work, 'results/timing.json'),
						JSON.stringify(report, null, '\t'),
					);
					const speed = row.imagesPerSecond?.toFixed(1) ?? row.problem;
					const { dispatches, readBacks } = row.calls ?? {};
					console.log(
						`${recipe.id} ${size} px, ${mode}, batch ${images}: ${speed} images/s, ${dispatches ?? '–'} programs and ${readBacks ?? '–'} read-backs a batch`,
					);
				}
	return rows.some(({ imagesPerSecond }) => imagesPerSecond !== null) ? 0 : 1;
}
