#!/usr/bin/env node
/** The `holdout` command. Looks at Node first: the rest does not load on old versions. */
import { nodeVersionProblem } from './node-version.ts';

const problem = nodeVersionProblem(process.versions.node);
if (problem) {
	process.stderr.write(`${problem}\n`);
	process.exit(3);
}
const { endQuietlyWithoutReader } = await import('./pipe.ts');
endQuietlyWithoutReader();
const { run } = await import('./program.ts');
process.exitCode = await run(process.argv);
