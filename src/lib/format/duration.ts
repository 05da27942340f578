/** `8.4 s`, `2 min 5 s`, `1 h 20 min`: two units at the most. */
export function duration(seconds: number, count: (value: number) => string): string {
	if (seconds < 10) return `${seconds.toFixed(1)} s`;
	const whole = Math.round(seconds);
	if (whole < 60) return `${whole} s`;
	const minutes = Math.floor(whole / 60);
	const rest = (value: number, unit: string) => (value ? ` ${value} ${unit}` : '');
	if (minutes < 60) return `${minutes} min${rest(whole % 60, 's')}`;
	const hours = Math.floor(Math.round(whole / 60) / 60);
	return `${count(hours)} h${rest(Math.round(whole / 60) % 60, 'min')}`;
}
