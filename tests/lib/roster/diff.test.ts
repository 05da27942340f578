import { expect, it } from 'vitest';
import { diffRoster, parseRoster, type RosterStudent } from '#lib/roster/index';

const student = (email: string, more: Partial<RosterStudent> = {}): RosterStudent => ({
	...{ id: email, name: email, email, studentId: null, section: null, group: null },
	...more,
});
function rows(csv: string) {
	const roster = parseRoster(new TextEncoder().encode(csv));
	if (!roster.ok) throw new Error(JSON.stringify(roster.problems));
	return roster.rows;
}
const CLASS = [
	student('ana@x.org', { name: 'Ana', studentId: '1', section: 'A' }),
	student('ben@x.org', { name: 'Ben', studentId: '2', section: 'A' }),
	student('eva@x.org', { name: 'Eva', studentId: '3', section: 'B' }),
];

it('finds who comes, moves and leaves', () => {
	const diff = diffRoster(
		CLASS,
		rows('name,email,id,section\nAna,ana@x.org,1,B\nBen,ben@x.org,2,A\nIda,ida@x.org,4,A\n'),
	);
	expect(diff.added.map(({ email }) => email)).toEqual(['ida@x.org']);
	expect(diff.moved.map(({ student, fields }) => [student.id, fields])).toEqual([
		['ana@x.org', ['section']],
	]);
	expect(diff.removed.map(({ id }) => id)).toEqual(['eva@x.org']);
	expect(diff.unchanged).toBe(1);
});

it('keeps those who are not in the file where it is told to', () => {
	const diff = diffRoster(CLASS, rows('name,email\nIda,ida@x.org\n'), true);
	expect(diff.removed).toEqual([]);
	expect(diff).toMatchObject({ unchanged: 3, added: [{ email: 'ida@x.org' }] });
});

it('a column that the file lacks changes nothing', () => {
	const diff = diffRoster(CLASS, rows('name,email\nAna,ana@x.org\nBen,ben@x.org\nEva,eva@x.org\n'));
	expect(diff).toEqual({ added: [], moved: [], removed: [], unchanged: 3 });
});

it('recognises a new address by the student number, unless the old address is listed too', () => {
	const [moved] = diffRoster(CLASS, rows('name,email,id\nAna,ana@new.org,1\n'), true).moved;
	expect(moved).toMatchObject({ student: { id: 'ana@x.org' }, fields: ['email'] });
	const both = diffRoster(CLASS, rows('name,email,id\nAna,ana@x.org,9\nIda,ida@x.org,1\n'), true);
	expect(both.added.map(({ email }) => email)).toEqual(['ida@x.org']);
});
