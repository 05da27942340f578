import { describe, expect, it } from 'vitest';
import { parseRoster } from '#lib/roster/parse';

const bytes = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const codes = (text: string) => {
	const roster = parseRoster(bytes(text));
	return roster.ok ? [] : roster.problems.map(({ code, row, column }) => [code, row, column]);
};

describe('rosters', () => {
	it('names, addresses, numbers, sections and groups', () => {
		const roster = parseRoster(
			bytes(
				'Name,Email,Student ID,Section,Group\nAna Díaz,Ana@Example.org,0042,A,1\nBo Li,bo@example.org,,,\n',
			),
		);
		expect(roster).toEqual({
			ok: true,
			notices: [],
			rows: [
				{
					...{ line: 2, name: 'Ana Díaz', email: 'ana@example.org', studentId: '0042' },
					...{ section: 'A', group: '1' },
				},
				{
					...{ line: 3, name: 'Bo Li', email: 'bo@example.org', studentId: null },
					...{ section: null, group: null },
				},
			],
		});
	});

	it.each([
		['Nombre;Apellidos;Correo electrónico;Matrícula\nAna;Díaz;ana@example.org;7\n'],
		['Nome\tSobrenome\tE-mail\tMatrícula\nAna\tDíaz\tana@example.org\t7\n'],
		['First name,Last name,Email address,ID number\nAna,Díaz,ana@example.org,7\n'],
	])('spellings of other places: %s', (text) => {
		expect(parseRoster(bytes(text))).toMatchObject({
			ok: true,
			rows: [{ name: 'Ana Díaz', email: 'ana@example.org', studentId: '7' }],
		});
	});

	it('a file in Windows-1252 is read, and it says so', () => {
		const roster = parseRoster(latin('name,email\nJosé Núñez,jose@example.org\n'));
		expect(roster).toMatchObject({ ok: true, rows: [{ name: 'José Núñez' }] });
		expect(roster.notices.map(({ code }) => code)).toEqual(['windows_1252_decoded']);
	});

	it('every problem at once, at its place', () => {
		expect(
			codes(
				[
					'name,email,id',
					'Ana,ana@example.org,1',
					',bo@example.org,2',
					'Cy,cy(at)example.org,3',
					'Di,,4',
					'Ed,ANA@example.org,2',
					'Flo,flo@example.org',
					'',
				].join('\n'),
			),
		).toEqual([
			['ragged_row', 7, undefined],
			['empty_cell', 3, 'name'],
			['bad_email', 4, 'email'],
			['empty_cell', 5, 'email'],
			['duplicate_email', 6, 'email'],
			['duplicate_student_id', 6, 'student_id'],
		]);
	});

	it('columns that are missing are named with those that are there', () => {
		const roster = parseRoster(bytes('a,b\n1,2\n'));
		expect(roster.ok || roster.problems.map(({ column, detail }) => [column, detail])).toEqual([
			['email', 'No column holds e-mail addresses; there are "a", "b".'],
			['name', 'No column holds names; there are "a", "b".'],
		]);
	});

	it.each([
		['an empty file', new Uint8Array(), 'empty_file'],
		['a header alone', bytes('name,email\n'), 'header_only'],
		['a workbook', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0, 0), undefined],
	])('%s', (_, file, code) => {
		const roster = parseRoster(file);
		expect(roster.ok).toBe(false);
		if (code) expect(!roster.ok && roster.problems[0]!.code).toBe(code);
	});
});
