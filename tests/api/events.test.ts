import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SubmissionEvent } from '#lib/api/schemas/submissions';
import { predictions } from './small.ts';
import {
	importSmall,
	joinAs,
	newPerson,
	openWorld,
	submit,
	type Person,
	type World,
} from './world.ts';

let world: World;
let person: Person;
beforeAll(async () => {
	world = await openWorld();
	await newPerson(world.holdout, 'admin');
	await importSmall(world.holdout, { slug: 'small' });
	person = await newPerson(world.holdout);
	await joinAs(world.holdout, person, 'small');
});
afterAll(() => world.close());

const made = async (csv: string) => (await submit(world.holdout, person, 'small', csv)).body.id;

async function open(id: string) {
	const response = await world.holdout.api.request(`/api/v1/submissions/${id}/events`, {
		headers: person.headers,
	});
	expect(response.status).toBe(200);
	expect(response.headers.get('content-type')).toBe('text/event-stream');
	return response.body!.pipeThrough(new TextDecoderStream()).getReader();
}

/** Everything up to the end of the stream. */
async function rest(reader: ReadableStreamDefaultReader<string>): Promise<string> {
	let text = '';
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return text;
		text += value;
	}
}

const eventsIn = (text: string): SubmissionEvent[] =>
	[...text.matchAll(/event: status\ndata: (.*)\n\n/g)].map((match) => JSON.parse(match[1]!));

it('tells the present state at once, each change in order, and ends', async () => {
	const id = await made(predictions(0.8));
	const reader = await open(id);
	await world.holdout.lifecycle.drain();
	const events = eventsIn(await rest(reader));
	const statuses = events.map(({ status }) => status);
	expect(statuses).toEqual(['received', 'scoring', 'scored']);
	expect(events.at(-1)).toMatchObject({ id, score: expect.any(Number) });
	expect(events.slice(0, -1).every(({ score }) => score === null)).toBe(true);
	expect(world.holdout.events.count()).toBe(0);
});

it('ends with invalid for a bad file', async () => {
	const reader = await open(await made('nonsense'));
	await world.holdout.lifecycle.drain();
	expect(eventsIn(await rest(reader)).at(-1)).toMatchObject({ status: 'invalid', score: null });
});

it('tells the end at once to whoever comes late', async () => {
	const id = await made(predictions(0.7));
	await world.holdout.lifecycle.drain();
	expect(eventsIn(await rest(await open(id))).map(({ status }) => status)).toEqual(['scored']);
});

it('sees what another process did', async () => {
	const other = await openWorld({ dataDir: world.dataDir });
	const id = await made(predictions(0.6));
	const reader = await open(id);
	await other.holdout.lifecycle.drain();
	expect(eventsIn(await rest(reader)).at(-1)).toMatchObject({ status: 'scored' });
	await other.close();
});

it('keeps nothing when the reader leaves', async () => {
	const id = await made(predictions(0.5));
	const readers = await Promise.all(Array.from({ length: 20 }, () => open(id)));
	await Promise.all(readers.map((reader) => reader.read()));
	expect(world.holdout.events.count()).toBe(20);
	await Promise.all(readers.map((reader) => reader.cancel()));
	expect(world.holdout.events.count()).toBe(0);
	await world.holdout.lifecycle.drain();
});
