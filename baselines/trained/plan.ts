/** Which recipes are trained for which of the demo's competitions, in this order; `epochs` are those of the small network, where not its recipe's. */

/** Those that are there for every competition. */
const OWN = ['prevalence', 'metadata', 'pixels', 'demo-small-cnn'] as const;

export const PLAN: readonly { slug: string; recipes: readonly string[]; epochs?: number }[] = [
	{ slug: 'demo-chest-14', recipes: [...OWN, 'xception-logistic', 'xception-mlp', 'demo-stack'] },
	{ slug: 'demo-opacity', recipes: [...OWN, 's3-phow-svm', 'xception-logistic'], epochs: 8 },
	{ slug: 'demo-covid-3', recipes: [...OWN, 'xception-logistic'], epochs: 8 },
];

/** Recipes that start from Xception's ImageNet weights. */
export const NEED_XCEPTION: ReadonlySet<string> = new Set([
	'xception-logistic',
	'xception-mlp',
	'demo-stack',
]);

/** `<slug>/<recipe>` whose recipe was changed after this was trained; the card says what it was then. */
export const MOVED_ON: ReadonlySet<string> = new Set<string>();
