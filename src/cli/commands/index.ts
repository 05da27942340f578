import type { Command } from 'commander';
import { addAudit } from './audit.ts';
import { addCompare } from './compare.ts';
import { addBaseline } from './baseline.ts';
import { addCompetition } from './competition.ts';
import { addImport } from './import.ts';
import { addKeep } from './keep.ts';
import { addLeaderboard } from './leaderboard.ts';
import { addMetrics } from './metrics.ts';
import { addScore } from './score.ts';
import { addScorer } from './scorer.ts';
import { addServe } from './serve.ts';
import { addSubmit } from './submit.ts';
import { addUser } from './user.ts';
import { addVerify } from './verify.ts';

/** In the order of `--help`. A command loads what it needs when it is run. */
export function addCommands(program: Command): void {
	addServe(program);
	addScorer(program);
	addScore(program);
	addCompare(program);
	addMetrics(program);
	addSubmit(program);
	addLeaderboard(program);
	addImport(program);
	addCompetition(program);
	addUser(program);
	addAudit(program);
	addVerify(program);
	addKeep(program);
	addBaseline(program);
}
