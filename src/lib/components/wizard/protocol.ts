/** What the wizard's page and its worker say to each other. Everything stays on this computer. */
import type { FolderProblem } from '#lib/competition-folder/index';
import type { Check, Choices, Understood } from '#lib/wizard/types';

export interface SentFile {
	name: string;
	file: File;
}

export type WizardRequest =
	| { type: 'open'; file: File }
	| { type: 'training'; file: File | null }
	| { type: 'check'; turn: number; choices: Choices; attachments: SentFile[] }
	/** What goes into the zip beside the attachments. */
	| { type: 'folder'; choices: Choices };

export type WizardMessage =
	| { type: 'opened'; understood: Understood; choices: Choices }
	| { type: 'refused'; of: 'table' | 'training'; problems: FolderProblem[] }
	| { type: 'training'; rows: number }
	| { type: 'checked'; turn: number; check: Check }
	| { type: 'folder'; files: { path: string; file: File }[] }
	| { type: 'crashed'; message: string };
