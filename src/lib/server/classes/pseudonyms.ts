/** Assigned pseudonyms: genera of birds, which are the same in every language and say nothing of anyone. */
import { randomInt } from 'node:crypto';
import { listNameless, listPseudonyms, setPseudonym } from '#db/queries/pseudonyms';
import type { CompetitionRow } from '#db/schema/competitions';
import type { Services } from '../services.ts';

const GENERA = [
	...['Accipiter', 'Alauda', 'Alca', 'Alcedo', 'Amazilia', 'Anas', 'Anhinga', 'Anser', 'Apus'],
	...['Aquila', 'Ara', 'Aramides', 'Ardea', 'Asio', 'Athene', 'Aythya', 'Botaurus', 'Branta'],
	...['Bubo', 'Buteo', 'Calidris', 'Caracara', 'Carduelis', 'Cathartes', 'Certhia', 'Ciconia'],
	...[
		'Circus',
		'Columba',
		'Coragyps',
		'Corvus',
		'Coturnix',
		'Crax',
		'Cuculus',
		'Cygnus',
		'Diomedea',
	],
	...[
		'Egretta',
		'Emberiza',
		'Erithacus',
		'Eudocimus',
		'Eudyptes',
		'Falco',
		'Fratercula',
		'Fregata',
	],
	...['Fulica', 'Furnarius', 'Gallinago', 'Gallinula', 'Garrulus', 'Grus', 'Haematopus', 'Harpia'],
	...['Hirundo', 'Icterus', 'Jabiru', 'Jacana', 'Jynx', 'Lanius', 'Larus', 'Loxia', 'Luscinia'],
	...['Megascops', 'Merops', 'Milvus', 'Mimus', 'Motacilla', 'Numenius', 'Oriolus', 'Otus'],
	...['Pandion', 'Parus', 'Passer', 'Pelecanus', 'Perdix', 'Phalacrocorax', 'Pica', 'Picus'],
	...['Platalea', 'Plegadis', 'Podiceps', 'Psarocolius', 'Pyrrhula', 'Rallus', 'Ramphastos'],
	...['Recurvirostra', 'Regulus', 'Rhea', 'Rupicola', 'Sarkidiornis', 'Saxicola', 'Scolopax'],
	...[
		'Serinus',
		'Sitta',
		'Spheniscus',
		'Sterna',
		'Strix',
		'Sturnus',
		'Sula',
		'Sylvia',
		'Tachycineta',
	],
	...['Tangara', 'Theristicus', 'Tringa', 'Troglodytes', 'Trogon', 'Turdus', 'Tyrannus', 'Tyto'],
	...['Upupa', 'Uria', 'Vanellus', 'Vultur', 'Zenaida', 'Zonotrichia'],
];

/** One that is free; with a number once all are taken. */
function freeName(taken: ReadonlySet<string>): string {
	for (let round = 1; ; round++) {
		const names = GENERA.map((name) => (round === 1 ? name : `${name} ${round}`));
		const free = names.filter((name) => !taken.has(name));
		if (free.length) return free[randomInt(free.length)]!;
	}
}

/** Gives every team without a pseudonym one, where the class shows pseudonyms. */
export async function ensurePseudonyms(
	{ db }: Pick<Services, 'db'>,
	competition: Pick<CompetitionRow, 'id' | 'class'>,
): Promise<void> {
	if (!competition.class || competition.class.names === 'real') return;
	const nameless = await listNameless(db, competition.id);
	const taken = nameless.length ? await listPseudonyms(db, competition.id) : new Set<string>();
	for (const { id } of nameless) {
		// Somebody else may have taken it meanwhile: then another.
		for (let set = false; !set;) {
			const name = freeName(taken);
			taken.add(name);
			set = await setPseudonym(db, { id, competitionId: competition.id }, name);
		}
	}
}
