/** The registry of findings, in the order of their names. A new one is a file and a line here. */
import { atelectasis } from './atelectasis.ts';
import { cardiomegaly } from './cardiomegaly.ts';
import { consolidation } from './consolidation.ts';
import { edema } from './edema.ts';
import { effusion } from './effusion.ts';
import { emphysema } from './emphysema.ts';
import { fibrosis } from './fibrosis.ts';
import type { Finding } from './finding.ts';
import { hernia } from './hernia.ts';
import { infiltration } from './infiltration.ts';
import { mass } from './mass.ts';
import { nodule } from './nodule.ts';
import { pleuralThickening } from './pleural-thickening.ts';
import { pneumonia } from './pneumonia.ts';
import { pneumothorax } from './pneumothorax.ts';

export const findings: readonly Finding[] = [
	atelectasis,
	cardiomegaly,
	effusion,
	infiltration,
	mass,
	nodule,
	pneumonia,
	pneumothorax,
	consolidation,
	edema,
	emphysema,
	fibrosis,
	pleuralThickening,
	hernia,
];
