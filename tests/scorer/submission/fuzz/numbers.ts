/** Cells: what programs write, what they should not, and what is hard to round. */
import type { Random } from './random.ts';

const digits = (random: Random, n: number): string =>
	Array.from({ length: n }, () => random.below(10)).join('');

/** Scores as pandas, numpy, R and Excel write them. */
const ORDINARY: ((random: Random) => string)[] = [
	(random) => `0.${digits(random, 1 + random.below(10))}`,
	(random) => `0.${digits(random, 15 + random.below(5))}`,
	(random) => String(random.below(2)),
	(random) => `${random.below(10)}.${digits(random, 15)}e-0${1 + random.below(9)}`,
	(random) => `-${random.below(20)}.${digits(random, 7)}`,
	(random) => `${1 + random.below(9)}.${digits(random, random.below(6))}E+0${random.below(3)}`,
];

const ODD = [
	'',
	' ',
	'nan',
	'NaN',
	'inf',
	'-Infinity',
	'1e999',
	'-1e999',
	'1e-400',
	'0x10',
	'0b1',
	'1_0',
	'--1',
	'+-1',
	'.',
	'-',
	'e5',
	'.e5',
	'1e',
	'1e+',
	'1.',
	'.5',
	'-.5',
	'+.5e-3',
	'-0',
	'-0.0',
	'0,5',
	',5',
	'5,',
	'1,234.5',
	' 0.5',
	'0.5 ',
	'\t0.5',
	'\u00a00.5',
	'0.5\v',
	'"0.5"',
	'" 0.5 "',
	'"0.5" ',
	' "0.5"',
	'"0.5',
	'0.5"',
	'""',
	'"a""b"',
	'50%',
	'0.5.5',
	'0.5e5e5',
	'1e00005',
	'1e-00005',
	'0.5f',
	'٠.٥',
	'NULL',
	'1/2',
	'0.5\0',
];

/** Near the middle between two doubles, or with more digits than any double has. */
const HARD: ((random: Random) => string)[] = [
	(random) => `0.${digits(random, 20 + random.below(30))}`,
	(random) => `${digits(random, 1 + random.below(25))}.${digits(random, random.below(25))}`,
	(random) => `${digits(random, 17)}e${random.below(60) - 45}`,
	(random) => `0.${'0'.repeat(random.below(12))}${digits(random, 17)}`,
	(random) => String(2 ** 53 + random.below(64)) + (random.oneIn(2) ? `e-${random.below(40)}` : ''),
	(random) => `${9007199254740993n + 2n * BigInt(random.below(1000))}`,
	(random) => `0.1${'0'.repeat(random.below(20))}${random.below(10)}`,
	(random) => (0.5 + random.below(1000) * 2 ** -53).toFixed(50 + random.below(10)),
	(random) => `${digits(random, 16)}.5e-${random.below(25)}`,
];

export const ordinaryCell = (random: Random): string => random.pick(ORDINARY)(random);
export const hardCell = (random: Random): string => random.pick(HARD)(random);

export function anyCell(random: Random): string {
	const kind = random.below(10);
	if (kind < 4) return ordinaryCell(random);
	return kind < 7 ? hardCell(random) : random.pick(ODD);
}
