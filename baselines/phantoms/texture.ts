/** Smooth random texture: value noise on a lattice that repeats. */
import type { RandomSource } from '../random-source.ts';

/** Entries of the lattice along each edge; a power of two. */
const LATTICE = 32;

export interface Texture {
	/** In [-1, 1], with one lattice cell per `cell` units of length. */
	at(x: number, y: number, cell: number): number;
	/** Sum of three octaves, about in [-1, 1]: cloudy. */
	cloud(x: number, y: number, cell: number): number;
	/** In [0, 1], high along a network of thin lines, as of thickened septa. */
	net(x: number, y: number, cell: number): number;
}

export function createTexture(random: RandomSource): Texture {
	const lattice = new Float32Array(LATTICE * LATTICE);
	for (let i = 0; i < lattice.length; i++) lattice[i] = 2 * random.uniform() - 1;
	const entry = (column: number, row: number) =>
		lattice[(row & (LATTICE - 1)) * LATTICE + (column & (LATTICE - 1))]!;

	function at(x: number, y: number, cell: number): number {
		const u = x / cell + 1000;
		const v = y / cell + 1000;
		const column = Math.floor(u);
		const row = Math.floor(v);
		const s = u - column;
		const t = v - row;
		const fs = s * s * (3 - 2 * s);
		const ft = t * t * (3 - 2 * t);
		const top = entry(column, row) * (1 - fs) + entry(column + 1, row) * fs;
		const bottom = entry(column, row + 1) * (1 - fs) + entry(column + 1, row + 1) * fs;
		return top * (1 - ft) + bottom * ft;
	}
	const cloud = (x: number, y: number, cell: number) =>
		(at(x, y, cell) + 0.5 * at(x + 7, y + 3, cell / 2) + 0.25 * at(x + 1, y + 9, cell / 4)) / 1.3;
	function net(x: number, y: number, cell: number): number {
		const a = 1 - Math.abs(at(x, y, cell)) * 3.5;
		const b = 1 - Math.abs(at(x + 11, y + 5, cell * 0.8)) * 3.5;
		return Math.max(0, a, b);
	}
	return { at, cloud, net };
}
