/** What only a real server can show: bodies that arrive in pieces, connections that break. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeSmallCompetition, smallPredictions } from '../support/folder.ts';
import {
	createUserToken,
	holdout,
	joinCompetition,
	makeDataDir,
	removeDataDir,
	startServer,
	type TestServer,
} from '../support/server.ts';

const MB = 1_000_000;

let dataDir: string;
let folder: string;
let server: TestServer;
let token: string;
beforeAll(async () => {
	dataDir = makeDataDir('http');
	folder = mkdtempSync(join(tmpdir(), 'holdout-folder-'));
	const small = writeSmallCompetition(folder, { slug: 'small' });
	const imported = await holdout(['competition', 'import', small], { HOLDOUT_DATA: dataDir });
	expect(imported.code, imported.stdout + imported.stderr).toBe(0);
	token = await createUserToken(dataDir, 'http@example.org');
	server = await startServer(dataDir, { HOLDOUT_MAX_UPLOAD_MB: '2' });
	await joinCompetition(server, token, 'small');
}, 300_000);
afterAll(async () => {
	await server?.kill();
	removeDataDir(dataDir);
	rmSync(folder, { recursive: true, force: true });
});

const path = '/api/v1/competitions/small/submissions';
const bearer = () => ({ authorization: `Bearer ${token}` });

/** Sends a body in pieces of 64 kB and resolves with the answer, however far the sending came. */
function upload(headers: Record<string, string>, bytes: number) {
	return new Promise<{ status: number; code?: string; sent: number }>((resolve, reject) => {
		const outgoing = request(`${server.url}${path}`, {
			method: 'POST',
			headers: { ...bearer(), 'content-type': 'text/csv', ...headers },
		});
		let sent = 0;
		outgoing.on('response', async (answer) => {
			let text = '';
			for await (const chunk of answer) text += chunk;
			resolve({ status: answer.statusCode!, code: JSON.parse(text).code, sent });
		});
		outgoing.on('error', reject);
		const piece = Buffer.alloc(65_536, 'x');
		const next = () => {
			if (sent >= bytes) return outgoing.end();
			sent += piece.length;
			if (outgoing.write(piece)) setImmediate(next);
			else outgoing.once('drain', next);
		};
		next();
	});
}

it('answers 413 to an upload that says it is too large', async () => {
	const bytes = 10 * MB;
	const whole = Math.ceil(bytes / 65_536) * 65_536;
	const answer = await upload({ 'content-length': String(whole) }, bytes);
	expect(answer).toMatchObject({ status: 413, code: 'file_too_large' });
});

it('answers 413 to one that turns out to be too large, and then goes on', async () => {
	const answer = await upload({ 'transfer-encoding': 'chunked' }, 30 * MB);
	expect(answer).toMatchObject({ status: 413, code: 'file_too_large' });
	const next = await fetch(`${server.url}${path}`, {
		method: 'POST',
		headers: { ...bearer(), 'content-type': 'text/csv' },
		body: smallPredictions(0.5),
	});
	expect(next.status).toBe(202);
});

it('answers whoever may not upload at all, also in the middle of sending', async () => {
	const answer = await upload({ authorization: 'Bearer holdout_wrong' }, 20 * MB);
	expect(answer).toMatchObject({ status: 401, code: 'invalid_token' });
});

it('takes a form from a program, and from no other site’s page', async () => {
	const form = () => {
		const data = new FormData();
		data.set('file', new File([smallPredictions(0.4)], 'form.csv'));
		return data;
	};
	const sent = await fetch(`${server.url}${path}`, {
		method: 'POST',
		headers: bearer(),
		body: form(),
	});
	expect(sent.status).toBe(202);
	const foreign = await fetch(`${server.url}/sign-in`, {
		method: 'POST',
		headers: { origin: 'https://evil.example' },
		body: form(),
	});
	expect(foreign.status).toBe(403);
	const unknown = await fetch(`${server.url}${path}`, {
		method: 'POST',
		body: 'a=b',
		headers: {
			...bearer(),
			'content-type': 'application/x-www-form-urlencoded',
		},
	});
	expect(unknown.status).toBe(415);
	expect(await unknown.json()).toMatchObject({ code: 'unsupported_media_type' });
});

it.each([
	[path, 'text/csv'],
	[path, 'multipart/form-data; boundary=x'],
	['/api/v1/competitions/small/join', 'application/json'],
	['/api/v1/competitions/import', 'application/zip'],
	['/api/auth/sign-in/email', 'application/json'],
])('leaves nothing of a request whose connection breaks: %s, %s', async (address, type) => {
	const before = await listed();
	for (const framing of ['Content-Length: 100000', 'Transfer-Encoding: chunked']) {
		const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
		await once(socket, 'connect');
		socket.write(
			`POST ${address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n` +
				`Content-Type: ${type}\r\n${framing}\r\n\r\n5\r\n{"a":\r\n`,
		);
		await new Promise((done) => setTimeout(done, 150));
		socket.destroy();
	}
	await new Promise((done) => setTimeout(done, 150));
	expect(await listed()).toBe(before);
	expect(server.output()).not.toMatch(/"level":(50|60)/);
});

async function listed(): Promise<number> {
	const answer = await fetch(`${server.url}${path}`, { headers: bearer() });
	return ((await answer.json()) as { total: number }).total;
}

it('streams what becomes of a submission', async () => {
	const made = await fetch(`${server.url}${path}`, {
		method: 'POST',
		headers: { ...bearer(), 'content-type': 'text/csv' },
		body: smallPredictions(0.7),
	});
	const { id } = (await made.json()) as { id: string };
	const events = await fetch(`${server.url}/api/v1/submissions/${id}/events`, {
		headers: bearer(),
	});
	expect(events.headers.get('content-type')).toBe('text/event-stream');
	const text = await events.text();
	expect(text).toMatch(/"status":"scored"[^\n]*\n\n$/);
});
