/** Reads, checks and writes competition folders. Pure: no file system, also runs in the browser. */
export { readCompetitionFolder } from './read.ts';
export { writeCompetitionFolder } from './write.ts';
export { unzipFolder, zipFolder } from './zip.ts';
export type { Config } from './config-schema.ts';
export type {
	CompetitionFolder,
	Folder,
	FolderNotice,
	FolderProblem,
	FolderSummary,
	ReadFolderResult,
} from './types.ts';
