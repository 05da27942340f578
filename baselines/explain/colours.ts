/** Viridis (Smith & van der Walt 2015): evenly bright steps, also for people who see red and green alike. */
const ANCHORS = [
	[68, 1, 84],
	[72, 40, 120],
	[62, 74, 137],
	[49, 104, 142],
	[38, 130, 142],
	[31, 158, 137],
	[53, 183, 121],
	[110, 206, 88],
	[181, 222, 43],
	[253, 231, 37],
] as const;

/** @param value 0 to 1 @returns red, green, blue, 0 to 255 */
export function viridis(value: number): [number, number, number] {
	const at = Math.min(1, Math.max(0, value)) * (ANCHORS.length - 1);
	const low = Math.min(ANCHORS.length - 2, Math.floor(at));
	const share = at - low;
	const mix = (channel: 0 | 1 | 2) =>
		Math.round(ANCHORS[low]![channel] * (1 - share) + ANCHORS[low + 1]![channel] * share);
	return [mix(0), mix(1), mix(2)];
}
