declare module '@20minutes/s3rver' {
	/** What the tests use of it; the package brings no types. */
	export default class S3rver {
		constructor(options: {
			port: number;
			address: string;
			silent: boolean;
			directory: string;
			configureBuckets: { name: string; configs: string[] }[];
		});
		/** Koa's. */
		middleware: ((
			ctx: { path: string; headers: Record<string, string | undefined> },
			next: () => Promise<void>,
		) => Promise<void>)[];
		run(): Promise<unknown>;
		close(): Promise<void>;
	}
}
