/** How a command ends: 0 done, 1 the input was refused, 2 wrong usage, 3 our fault. */
import type { Notice, Problem } from '#scorer/problems';

export const EXIT = { done: 0, refused: 1, usage: 2, fault: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A problem of any file; the scorer's and the competition folder's both fit. */
export type CliProblem = Omit<Problem, 'code'> & { code: string; file?: string };
export type CliNotice = Omit<Notice, 'code'> & { code: string; file?: string };

/** Thrown by commands to end with a code; anything else that is thrown is our fault. */
export class CommandFailure extends Error {
	readonly exitCode: ExitCode;
	readonly code: string;
	readonly remedy: string | undefined;
	readonly problems: CliProblem[];
	readonly notices: CliNotice[];

	constructor(
		exitCode: ExitCode,
		message: string,
		more: {
			code?: string;
			remedy?: string | undefined;
			problems?: CliProblem[];
			notices?: CliNotice[];
		} = {},
	) {
		super(message);
		this.exitCode = exitCode;
		this.code = more.code ?? (exitCode === EXIT.usage ? 'usage' : 'refused');
		this.remedy = more.remedy;
		this.problems = more.problems ?? [];
		this.notices = more.notices ?? [];
	}

	/** For `--json`; the same shape for every command. */
	toJson() {
		const problems = this.problems.length
			? this.problems
			: [{ code: this.code, detail: this.message, remedy: this.remedy ?? '' }];
		return { ok: false, code: this.code, detail: this.message, problems, notices: this.notices };
	}
}

export const refuse = (message: string, more?: ConstructorParameters<typeof CommandFailure>[2]) =>
	new CommandFailure(EXIT.refused, message, more);

export const wrongUsage = (message: string, remedy?: string) =>
	new CommandFailure(EXIT.usage, message, { remedy });

export const fault = (message: string, more?: ConstructorParameters<typeof CommandFailure>[2]) =>
	new CommandFailure(EXIT.fault, message, { code: 'failed', ...more });
