/** The fourteen findings, named and ordered as in ChestX-ray14. */
export const FINDING_NAMES = [
	'Atelectasis',
	'Cardiomegaly',
	'Effusion',
	'Infiltration',
	'Mass',
	'Nodule',
	'Pneumonia',
	'Pneumothorax',
	'Consolidation',
	'Edema',
	'Emphysema',
	'Fibrosis',
	'Pleural_Thickening',
	'Hernia',
] as const;

export type FindingName = (typeof FINDING_NAMES)[number];

/** One value for each finding. */
export function byFinding<T>(value: (name: FindingName) => T): Record<FindingName, T> {
	return Object.fromEntries(FINDING_NAMES.map((name) => [name, value(name)])) as Record<
		FindingName,
		T
	>;
}
