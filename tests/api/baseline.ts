/** A baseline that was published with its card and its picture. */
import type { Card } from '#baselines/cards/schema';
import type { Holdout } from '#lib/server/holdout';
import { PICTURE, picture, smallCard } from '../support/card.ts';
import { predictions } from './small.ts';
import { call, submit, type Answer } from './world.ts';

type Who = { headers: Record<string, string> };

export const LABELS = ['Effusion', 'Nodule'];

export const putCard = <T = Record<string, unknown>>(
	holdout: Holdout,
	who: Who,
	at: string,
	card: unknown,
): Promise<Answer<T>> => call<T>(holdout, who, `${at}/card`, { method: 'PUT', json: card });

export const putPicture = (
	holdout: Holdout,
	who: Who,
	at: string,
	body: BodyInit,
	file: string = PICTURE,
): Promise<Answer<Record<string, unknown>>> =>
	call(holdout, who, `${at}/${file}`, { method: 'PUT', type: 'image/webp', body });

export async function publishSmall(
	holdout: Holdout,
	who: Who,
	slug: string,
	card: Card = smallCard(LABELS),
	name = 'Small network',
) {
	const query = `?filename=cnn.csv&baseline=${encodeURIComponent(name)}`;
	const sent = await submit<{ id: string; team: { id: string } }>(
		holdout,
		who,
		slug,
		predictions(0.7),
		query,
	);
	const id = sent.body.team.id;
	const at = `/competitions/${slug}/baselines/${id}`;
	const carded = await putCard(holdout, who, at, card);
	const drawn = await putPicture(holdout, who, at, await picture());
	if (carded.status !== 200 || drawn.status !== 204) {
		throw new Error(`not published: ${carded.text}${drawn.text}`);
	}
	return { id, at, submission: sent.body.id };
}
