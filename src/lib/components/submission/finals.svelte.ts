/** What is ticked and not yet saved. */
export class FinalsDraft {
	ids = $state<string[]>([]);

	constructor(chosen: readonly string[]) {
		this.ids = [...chosen];
	}

	toggle(id: string, on: boolean): void {
		const others = this.ids.filter((one) => one !== id);
		this.ids = on ? [...others, id] : others;
	}

	isChanged(chosen: readonly string[]): boolean {
		return [...chosen].sort().join() !== [...this.ids].sort().join();
	}
}
