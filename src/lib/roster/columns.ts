/** Which column of a roster is which: universities' exports name them in their own languages. */

export type RosterField = 'name' | 'first' | 'last' | 'email' | 'studentId' | 'section' | 'group';

/** Names as they look once accents, case, and everything that is no letter are gone. */
const NAMES: Record<RosterField, readonly string[]> = {
	name: [
		'name',
		'fullname',
		'student',
		'studentname',
		'nombre',
		'nombrecompleto',
		'estudiante',
		'alumno',
		'nome',
		'nomecompleto',
		'aluno',
	],
	first: ['firstname', 'givenname', 'nombres', 'primeironome', 'prenom', 'vorname'],
	last: [
		'lastname',
		'surname',
		'familyname',
		'apellido',
		'apellidos',
		'sobrenome',
		'apelido',
		'nom',
		'nachname',
	],
	email: [
		'email',
		'emailaddress',
		'mail',
		'correo',
		'correoelectronico',
		'direcciondecorreo',
		'enderecodeemail',
		'sisloginid',
	],
	studentId: [
		'id',
		'idnumber',
		'studentid',
		'studentnumber',
		'sisuserid',
		'numero',
		'matricula',
		'carnet',
		'codigo',
		'legajo',
		'ra',
		'numerodeidentificacion',
	],
	section: ['section', 'seccion', 'secao', 'turma', 'curso', 'class', 'course'],
	group: ['group', 'team', 'grupo', 'equipo', 'equipe', 'groupe', 'gruppe'],
};

export const foldName = (text: string): string =>
	text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z]/g, '');

/** @returns by field the number of its column; the first column of a name wins */
export function rosterColumns(header: readonly string[]): Map<RosterField, number> {
	const folded = header.map(foldName);
	const found = new Map<RosterField, number>();
	for (const field of Object.keys(NAMES) as RosterField[]) {
		const at = folded.findIndex((name) => NAMES[field].includes(name));
		if (at >= 0) found.set(field, at);
	}
	return found;
}
