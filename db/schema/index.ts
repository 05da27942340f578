export * from './auth.ts';
export * from './baseline-cards.ts';
export * from './competitions.ts';
export * from './evaluations.ts';
export * from './settings.ts';
export * from './standings.ts';
export * from './submissions.ts';
export * from './teams.ts';
