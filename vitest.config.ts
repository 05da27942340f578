import { defineConfig } from 'vitest/config';

/**
 * unit: pure code (scorer, baselines, formatting) · server: real database file, real HTTP, real
 * processes · proof: real predictions in ../shared/data · e2e: a real browser.
 */
export default defineConfig({
	test: {
		// All cores: much of the time of these tests is spent waiting for processes of their own.
		maxWorkers: '100%',
		globalSetup: ['tests/support/messages.ts'],
		projects: [
			{
				test: {
					name: 'unit',
					include: ['tests/{scorer,baselines,lib,coverage}/**/*.test.ts'],
					// Property-based and fuzz tests run long on a busy machine; none of them times anything.
					testTimeout: 60_000,
				},
			},
			{
				test: {
					name: 'server',
					include: ['tests/{db,api,cli,faults,cluster}/**/*.test.ts'],
					testTimeout: 60_000,
					hookTimeout: 300_000,
				},
			},
			{
				test: {
					name: 'proof',
					include: ['tests/proof/**/*.test.ts'],
					testTimeout: 300_000,
					hookTimeout: 300_000,
				},
			},
			{
				test: {
					name: 'e2e',
					include: ['tests/e2e/**/*.test.ts'],
					testTimeout: 120_000,
					hookTimeout: 300_000,
					fileParallelism: false,
				},
			},
		],
	},
});
