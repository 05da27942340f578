/** Which recipes are trained for which of the demo's competitions, in this order. */

/** Those that need no weights from elsewhere. */
const OWN = ['prevalence', 'metadata', 'pixels', 'demo-small-cnn'] as const;

export const PLAN: readonly { slug: string; recipes: readonly string[] }[] = [
	{ slug: 'demo-chest-14', recipes: [...OWN, 'xception-logistic', 'xception-mlp', 'demo-stack'] },
	{ slug: 'demo-opacity', recipes: [...OWN, 's3-phow-svm', 'xception-logistic'] },
	{ slug: 'demo-covid-3', recipes: [...OWN, 'xception-logistic'] },
];

/** Recipes that start from Xception's ImageNet weights. */
export const NEED_XCEPTION: ReadonlySet<string> = new Set([
	'xception-logistic',
	'xception-mlp',
	'demo-stack',
]);

/** `<slug>/<recipe>` whose recipe was changed after this was trained; the card says what it was then. */
export const MOVED_ON: ReadonlySet<string> = new Set<string>();
