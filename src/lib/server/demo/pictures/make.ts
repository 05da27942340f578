/**
 * Draws the twelve example images that each demo competition's page shows at once, before any archive
 * is drawn: `npx tsx src/lib/server/demo/pictures/make.ts`. Its output is committed: static/demo and
 * src/lib/components/competition/example-images.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { drawPlanned, render } from '#baselines/phantoms/draw';
import { FINDING_NAMES, type PlannedPhantom } from '#baselines/phantoms/index';
import { SET_SIZE } from '#baselines/phantoms/sets/images';
import { demoSets, planSet, type PhantomSetDefinition } from '#baselines/phantoms/sets/index';

const PICTURES = 12;
/** Of so many images that would do, the one on which most is to be seen. */
const CANDIDATES = 8;

/** What an image is labelled with, in words, where that is what was drawn; null where it is not. */
function labelOf({ columns }: PhantomSetDefinition, phantom: PlannedPhantom): string | null {
	const { pattern, findings, drawn } = phantom;
	if (columns.labels.kind === 'findings') {
		if (FINDING_NAMES.some((name) => findings[name] !== drawn[name])) return null;
		return FINDING_NAMES.filter((name) => findings[name]).join(', ') || 'No finding';
	}
	return pattern!.labelled === pattern!.drawn ? pattern!.labelled : null;
}

/** How much the findings change the image. */
function visibility(phantom: PlannedPhantom): number {
	const { pixels } = drawPlanned(phantom, SET_SIZE);
	const without = render({ ...phantom.request, size: SET_SIZE }, phantom.metadata, []).pixels;
	return pixels.reduce((sum, value, i) => sum + Math.abs(value - without[i]!), 0);
}

/** Labels that the pictures show, in turn. */
const WANTED: Record<string, string[]> = {
	'demo-chest-14': [
		...['Effusion', 'Cardiomegaly', 'No finding', 'Pneumothorax', 'Mass', 'Consolidation'],
		...['Edema', 'Nodule', 'Emphysema', 'Atelectasis', 'Effusion, Infiltration', 'Fibrosis'],
	],
	'demo-opacity': Array.from({ length: PICTURES }, (_, k) => (k % 4 === 2 ? 'none' : 'opacity')),
	'demo-covid-3': Array.from(
		{ length: PICTURES },
		(_, k) => ['Consolidation', 'Haze', 'Normal'][k % 3]!,
	),
};

function choose(definition: PhantomSetDefinition): { phantom: PlannedPhantom; label: string }[] {
	const train = planSet(definition).filter(({ split }) => split === 'train');
	const used = new Set<PlannedPhantom>();
	return WANTED[definition.slug]!.map((label, k) => {
		const fitting = train.filter((one) => !used.has(one) && labelOf(definition, one) === label);
		// Another part of the patients for each picture, so that patterns vary.
		const from = Math.floor((fitting.length * k) / PICTURES);
		const some = fitting.slice(from, from + CANDIDATES);
		const phantom = some.reduce((a, b) => (visibility(b) > visibility(a) ? b : a), fitting[from]!);
		used.add(phantom);
		return { phantom, label };
	});
}

const manifest: Record<string, object[]> = {};
for (const definition of demoSets) {
	const { slug } = definition;
	mkdirSync(join('static/demo', slug), { recursive: true });
	manifest[slug] = [];
	for (const [k, { phantom, label }] of choose(definition).entries()) {
		const { pixels, size } = drawPlanned(phantom, SET_SIZE);
		const file = `demo/${slug}/${String(k + 1).padStart(2, '0')}.webp`;
		const webp = sharp(pixels, { raw: { width: size, height: size, channels: 1 } });
		writeFileSync(join('static', file), await webp.webp({ quality: 82 }).toBuffer());
		const { sex, age, view } = phantom.metadata;
		manifest[slug].push({
			file,
			id: phantom.id,
			label: label.replaceAll('_', ' '),
			sex,
			age,
			view,
		});
	}
}
writeFileSync(
	'src/lib/components/competition/example-images.json',
	`${JSON.stringify(manifest, null, '\t')}\n`,
);
