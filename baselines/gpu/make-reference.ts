/**
 * Writes reference-losses.json, which `smoke.ts` expects: `small` on TensorFlow.js' plain JavaScript
 * backend, `usual` on WebAssembly. `node --import tsx baselines/gpu/make-reference.ts`
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { findBackend } from '../backends/choose.ts';
import { networks } from './networks.ts';
import { SMOKE_SIZES, stepLosses, type SmokeSize } from './smoke.ts';

const path = new URL('reference-losses.json', import.meta.url);
const BACKENDS = { small: 'cpu', usual: 'wasm' } as const;
/** For a try: one size, on another backend, into another file. */
const [only, backend, out] = process.argv.slice(2);
const known = JSON.parse(readFileSync(path, 'utf8')) as Record<string, Record<string, number[]>>;
for (const smoke of Object.keys(SMOKE_SIZES) as SmokeSize[]) {
	if (only && only !== smoke) continue;
	await findBackend(backend ?? BACKENDS[smoke]).start();
	for (const recipe of networks) {
		const started = performance.now();
		const losses = await stepLosses(recipe, smoke);
		(known[smoke] ??= {})[recipe.id] = losses;
		console.log(smoke, recipe.id, losses, `${Math.round(performance.now() - started)} ms`);
	}
}
writeFileSync(out ?? path, `${JSON.stringify(known, null, '\t')}\n`);
