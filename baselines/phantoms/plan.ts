/** What a phantom is going to show, before it is drawn: labels alone, hundreds of times as fast. */
import { GENERAL, type Cohort } from './cohort/cohort.ts';
import { labelImage, metadataOf } from './cohort/labels.ts';
import { simulateView, type Patient } from './cohort/patient.ts';
import type { PhantomRequest, PlannedPhantom } from './types.ts';

export function planPhantom(
	request: PhantomRequest,
	patient: Patient,
	cohort: Cohort = GENERAL,
): PlannedPhantom {
	const { seed, patient: number, index } = request;
	const view = simulateView(seed, number, index, patient.condition.ap);
	const { drawn, labelled, pattern } = labelImage(seed, number, index, patient, cohort);
	return {
		request,
		mildness: cohort.mildness,
		id: `${patient.id}_${String(index).padStart(3, '0')}`,
		findings: labelled,
		drawn,
		pattern,
		metadata: metadataOf(patient, index, view),
		split: patient.split,
	};
}
