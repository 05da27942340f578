/** What is ticked and not yet saved. */
export class FinalsDraft {
	ids = $state<string[]>([]);

	constructor(chosen: readonly string[]) {
		this.ids = [...chosen];
	}

	toggle(id: string, on: boolean): void {
		this.ids = on ? [...new Set([...this.ids, id])] : this.ids.filter((one) => one !== id);
	}

	isChanged(chosen: readonly string[]): boolean {
		return [...chosen].sort().join() !== [...this.ids].sort().join();
	}
}
