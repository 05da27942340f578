/** What goes on by itself while Holdout is open. */
export interface Stage {
	/** Does what comes in from now on, and what an earlier process left. */
	start(): Promise<void>;
	/** Does everything there is and resolves when nothing is left. */
	drain(): Promise<void>;
	/** Takes up nothing more and waits for what is being done. */
	stop(): Promise<void>;
}

/** Several stages as one: they begin in order and stop together. */
export const inOrder = (stages: readonly Stage[]): Stage => ({
	async start() {
		for (const stage of stages) await stage.start();
	},
	async drain() {
		for (const stage of stages) await stage.drain();
	},
	async stop() {
		await Promise.all(stages.map((stage) => stage.stop()));
	},
});
