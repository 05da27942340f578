import { randomSource, seedFrom } from '#baselines/random-source';

/** Public or private, by patient, so that nobody is in both. */
export function splitByPatient(seed: number, patients: readonly string[], publicShare: number) {
	return patients.map((patient): 'Public' | 'Private' =>
		randomSource(seedFrom(seed, 'usage', patient)).uniform() < publicShare ? 'Public' : 'Private',
	);
}
