/**
 * What the patient suffers from decides which findings come together. Each row multiplies the
 * prevalence of the findings; the shares of the conditions keep the overall prevalence as stated.
 */
import type { FindingName } from '../names.ts';

export interface Condition {
	name: string;
	share: number;
	/** Share of images taken in bed (AP). */
	ap: number;
	/** Years added to the mean age. */
	older: number;
	/** Factor of each finding; 0.4 where none is given. */
	factors: Partial<Record<FindingName, number>>;
}

export const CONDITIONS: readonly Condition[] = [
	{
		name: 'none',
		share: 0.5,
		ap: 0.26,
		older: -3,
		factors: { Infiltration: 0.5, Nodule: 0.6, Fibrosis: 0.6, Hernia: 1, Pleural_Thickening: 0.6 },
	},
	{
		name: 'infection',
		share: 0.17,
		ap: 0.46,
		older: 0,
		factors: {
			Infiltration: 2.6,
			Pneumonia: 5,
			Consolidation: 4,
			Effusion: 1.3,
			Atelectasis: 1.1,
			Hernia: 1,
			Pleural_Thickening: 0.9,
			Fibrosis: 0.8,
		},
	},
	{
		name: 'heart failure',
		share: 0.09,
		ap: 0.62,
		older: 11,
		factors: {
			Edema: 8,
			Cardiomegaly: 6,
			Effusion: 3.6,
			Infiltration: 1.2,
			Atelectasis: 1.4,
			Hernia: 1,
		},
	},
	{
		name: 'obstructive disease',
		share: 0.08,
		ap: 0.36,
		older: 8,
		factors: {
			Emphysema: 8,
			Pneumothorax: 2.2,
			Fibrosis: 2.8,
			Infiltration: 1.3,
			Nodule: 1.2,
			Atelectasis: 1,
			Hernia: 1,
			Pleural_Thickening: 1.2,
		},
	},
	{
		name: 'tumour',
		share: 0.08,
		ap: 0.38,
		older: 8,
		factors: {
			Mass: 6,
			Nodule: 4.5,
			Effusion: 2.2,
			Atelectasis: 1.7,
			Pleural_Thickening: 2.2,
			Consolidation: 1.2,
			Infiltration: 1,
			Pneumothorax: 1.2,
			Hernia: 1,
		},
	},
	{
		name: 'after surgery',
		share: 0.08,
		ap: 0.68,
		older: 2,
		factors: {
			Pneumothorax: 6,
			Atelectasis: 3.4,
			Effusion: 2.4,
			Consolidation: 1.5,
			Infiltration: 1.3,
			Edema: 1,
			Pleural_Thickening: 2,
			Hernia: 1,
		},
	},
];

/** Where a condition says nothing of a finding. */
export const UNNAMED = 0.4;
