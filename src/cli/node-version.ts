/** Oldest version that everything here runs on; also `engines` in package.json. */
const OLDEST = [20, 19] as const;

/** A sentence for people with an old Node, or null. */
export function nodeVersionProblem(version: string): string | null {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return null;
	return `Holdout needs Node ${OLDEST.join('.')} or newer, and this is Node ${version}.\nInstall the current version from https://nodejs.org and try again.`;
}
