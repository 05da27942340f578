import { PUBLISHED } from '#lib/reported/chest-14-figures';

/**
 * The fourteen findings of ChestX-ray14. `prevalence` and the three ratios of prevalences are counted
 * over the 112,120 images of Data_Entry_2017 (2020 edition); the AUROC columns are those that Gómez,
 * Rueda and Valderrama print beside their own.
 */
export interface Finding {
	name: string;
	prevalence: number;
	/** Prevalence AP : PA, women : men, age 60 and over : under 60. */
	ap: number;
	women: number;
	old: number;
	/** Published AUROC in percent: Wang 2017, Yao 2017, Rajpurkar 2017, Gómez et al. (ResNet50). */
	published: (typeof PUBLISHED)[string];
}

const finding = (
	name: string,
	prevalence: number,
	[ap, women, old]: [number, number, number],
): Finding => ({ name, prevalence, ap, women, old, published: PUBLISHED[name]! });

export const FINDINGS: Finding[] = [
	finding('Atelectasis', 0.1031, [1.53, 0.87, 1.39]),
	finding('Cardiomegaly', 0.0248, [1.17, 1.46, 1.08]),
	finding('Effusion', 0.1188, [1.53, 1.03, 1.32]),
	finding('Infiltration', 0.1774, [1.69, 0.96, 0.97]),
	finding('Mass', 0.0516, [0.93, 0.83, 1.2]),
	finding('Nodule', 0.0565, [0.77, 0.93, 1.16]),
	finding('Pneumonia', 0.0128, [1.91, 0.92, 0.95]),
	finding('Pneumothorax', 0.0473, [0.84, 1.24, 1.08]),
	finding('Consolidation', 0.0416, [3.11, 0.97, 1.0]),
	finding('Edema', 0.0205, [11.03, 1.19, 0.74]),
	finding('Emphysema', 0.0224, [1.02, 0.73, 1.75]),
	finding('Fibrosis', 0.015, [0.3, 1.09, 1.69]),
	finding('Pleural_Thickening', 0.0302, [0.6, 0.85, 1.55]),
	finding('Hernia', 0.002, [0.27, 1.77, 4.5]),
];
