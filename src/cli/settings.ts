/** The environment's settings for commands, refused with every mistake at once. */
import { optionsFromEnv, serverOptionsFromEnv, type HoldoutOptions } from '#lib/server/config';
import { SettingsError } from '#lib/server/settings/checks';
import { refuse } from './outcome.ts';

function checked(read: typeof optionsFromEnv): HoldoutOptions {
	try {
		return read(process.env);
	} catch (error) {
		if (!(error instanceof SettingsError)) throw error;
		throw refuse(
			error.mistakes.length === 1
				? error.mistakes[0]!
				: `${error.mistakes.length} settings are wrong.`,
			{
				code: 'bad_settings',
				problems: error.mistakes.map((detail) => ({
					code: 'bad_setting',
					detail,
					remedy: 'README.md lists all settings.',
				})),
			},
		);
	}
}

export const readSettings = () => checked(optionsFromEnv);

/** Also what only a web server needs. */
export const readServerSettings = () => checked(serverOptionsFromEnv);
