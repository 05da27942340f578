/**
 * AUROCs of the baselines without a network, as they are cited: `npx tsx tests/baselines/features/measure.ts`.
 * The penalty of the pixel regression is chosen on the phantoms' validation split and, on Kermany, by
 * cross-validation of the training part; never on a test split.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { kermanyOpacity, loadPhantoms, openDataset, type LoadedSplit } from '#baselines/data/index';
import { pixelFeatures } from '#baselines/features/pixels';
import { aurocOf, fitLabels, gridSearch, logisticRegression } from '#baselines/heads/index';
import { FINDING_NAMES } from '#baselines/phantoms/index';
import { metadata } from '#baselines/trivial/metadata';

const PENALTIES = [0.0001, 0.001, 0.01, 0.1, 1];
const PATIENTS = Number(process.argv[2] ?? 3_500);
const options = { seed: 1 };

const mean = (values: readonly (number | null)[]) => {
	const known = values.filter((value) => value !== null);
	return known.reduce((sum, value) => sum + value, 0) / known.length;
};
const aurocs = (images: LoadedSplit, scores: readonly Float64Array[]) =>
	images.yTrue.map((y, k) => aurocOf(y, scores[k]!));
const regression = (c: number) => logisticRegression({ c, tolerance: 1e-5 });

function measurePhantoms() {
	const { train, validation, test } = loadPhantoms({ seed: 1, patients: PATIENTS, size: 64 });
	console.log(
		`phantoms: ${train.ids.length} / ${validation.ids.length} / ${test.ids.length} images`,
	);
	const [x, xv, xt] = [pixelFeatures(train), pixelFeatures(validation), pixelFeatures(test)];
	const tried = PENALTIES.map((c) => {
		const model = fitLabels(regression(c), x, train.yTrue, 'multilabel', options);
		const onValidation = mean(aurocs(validation, model.predict(xv)));
		console.log(`  C ${c}: validation ${onValidation.toFixed(4)}`);
		return { model, onValidation };
	});
	const best = tried.reduce((a, b) => (b.onValidation > a.onValidation ? b : a));
	const byPixels = aurocs(test, best.model.predict(xt));
	const byMetadata = aurocs(
		test,
		metadata.predict({ task: 'multilabel', labels: FINDING_NAMES, train, test, seed: 1 }),
	);
	FINDING_NAMES.forEach((name, k) => {
		const positives = test.yTrue[k]!.reduce((sum, v) => sum + v, 0);
		const figures = [byMetadata[k], byPixels[k]].map((v) => v?.toFixed(3) ?? 'none');
		console.log(`  ${name} (${positives}): metadata ${figures[0]}, pixels ${figures[1]}`);
	});
	console.log(
		`  mean: metadata ${mean(byMetadata).toFixed(4)}, pixels ${mean(byPixels).toFixed(4)}`,
	);
}

async function measureKermany(folder: string) {
	const opened = await openDataset(kermanyOpacity(folder));
	if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
	const train = await opened.dataset.load('train', { size: 96 });
	const test = await opened.dataset.load('test', { size: 96 });
	if (!train.ok || !test.ok) throw new Error('unreadable images');
	const x = pixelFeatures(train.images);
	const y = train.images.yTrue[0]!;
	const groups = train.images.patients;
	const { best, points } = gridSearch(
		({ c }: { c: number }) => regression(c),
		{ c: PENALTIES },
		x,
		y,
		{
			...options,
			groups,
		},
	);
	for (const point of points) {
		console.log(`  C ${point.parameters.c}: cross-validation ${point.mean?.toFixed(4)}`);
	}
	const xt = pixelFeatures(test.images);
	for (const c of PENALTIES) {
		const scores = regression(c).fit(x, y, options).predict(xt);
		const auroc = aurocOf(test.images.yTrue[0]!, scores)!.toFixed(4);
		console.log(`  C ${c}: test ${auroc}${c === best.c ? ' (chosen)' : ''}`);
	}
}

measurePhantoms();
const kermany = resolve(import.meta.dirname, '../../../../shared/data/kermany');
if (existsSync(kermany)) await measureKermany(kermany);
else console.log('kermany: not here, skipped');
