/** All commands, and how they end. */
import { Command, CommanderError } from 'commander';
import { version } from '../../package.json' with { type: 'json' };
import { CommandFailure, EXIT, fault, type ExitCode } from './outcome.ts';
import { note, sayFailure } from './output.ts';

const EXAMPLES = `
Examples:
  holdout serve
  holdout score ./my-competition predictions.csv
  holdout compare ./my-competition new.csv old.csv
  holdout import siim-covid train_study_level.csv train_image_level.csv
  holdout competition import ./my-competition --dry-run
  holdout submit demo-chest-14 predictions.csv --wait

Environment:
  HOLDOUT_DATA     data folder (default ./data)
  HOLDOUT_SERVER   server of import, export, submit and leaderboard
  HOLDOUT_TOKEN    API token for it

Exit codes: 0 done, 1 the input was refused, 2 wrong usage, 3 our fault.`;

async function makeProgram(): Promise<Command> {
	const program = new Command('holdout')
		.description('Prediction competitions on hidden test splits.')
		.version(version, '-V, --version')
		.exitOverride()
		.showHelpAfterError('Run it with --help for an example.')
		.addHelpText('after', EXAMPLES);
	const { addCommands } = await import('./commands/index.ts');
	addCommands(program);
	return program;
}

/** Usage errors of commander are 2; help and version are no errors. */
const codeOfCommander = (error: CommanderError): ExitCode =>
	error.exitCode === 0 ? EXIT.done : EXIT.usage;

/** Anything that nobody foresaw: one line, and the trace only for who asks for it. */
function unforeseen(error: unknown): CommandFailure {
	if (process.env.HOLDOUT_DEBUG && error instanceof Error) note(error.stack);
	const message = error instanceof Error ? error.message : String(error);
	return fault(`Unexpected: ${message}`, {
		code: 'internal',
		remedy: 'This is a fault of Holdout. HOLDOUT_DEBUG=1 shows where it happened.',
	});
}

/** Runs one command line and returns its exit code. Never rejects. */
export async function run(argv: string[]): Promise<ExitCode> {
	const json = argv.includes('--json');
	try {
		await (await makeProgram()).parseAsync(argv);
		return EXIT.done;
	} catch (error) {
		if (error instanceof CommanderError) return codeOfCommander(error);
		const failure = error instanceof CommandFailure ? error : unforeseen(error);
		sayFailure(failure, json);
		return failure.exitCode;
	}
}
