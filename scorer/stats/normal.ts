/** The standard normal distribution. */

const polynomial = (x: number, coefficients: readonly number[]): number => {
	let sum = 0;
	for (const c of coefficients) sum = sum * x + c;
	return sum;
};

const HART_P = [
	0.0352624965998911, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871,
	221.213596169931, 220.206867912376,
];
const HART_Q = [
	0.0883883476483184, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674,
	637.333633378831, 793.826512519948, 440.413735824752,
];

/** Where the rational function gives way to the continued fraction, which converges fast there. */
const FAR = 4;
const TERMS = 60;

/** P(Z > z) / density, for a large z (Laplace's continued fraction). */
function millsRatio(z: number): number {
	let fraction = 0;
	for (let k = TERMS; k > 0; k--) fraction = k / (z + fraction);
	return 1 / (z + fraction);
}

/** P(Z > z), in the upper tail to 12 digits of its own size (Hart 1968, as given by West 2005). */
export function normalTail(z: number): number {
	const x = Math.abs(z);
	const density = Math.exp((-x * x) / 2);
	const tail =
		x < FAR
			? (density * polynomial(x, HART_P)) / polynomial(x, HART_Q)
			: (density * millsRatio(x)) / Math.sqrt(2 * Math.PI);
	return z > 0 ? tail : 1 - tail;
}

/** Two-sided p value of a standard normal statistic. */
export const normalTwoSided = (z: number): number => Math.min(1, 2 * normalTail(Math.abs(z)));

const A = [
	2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
	1971.5909503065513, 133.14166789178438, 3.3871328727963665,
];
const B = [
	5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
	687.1870074920579, 42.31333070160091, 1,
];
const C = [
	0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684,
	3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835,
];
const D = [
	1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008,
	0.6897673349851, 1.6763848301838038, 2.053191626637759, 1,
];
const E = [
	2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124,
	0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
];
const F = [
	2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133,
	0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
];

/** z with P(Z <= z) = p, 0 < p < 1 (Wichura 1988, AS 241: about 16 digits). */
export function normalQuantile(p: number): number {
	const q = p - 0.5;
	if (Math.abs(q) <= 0.425) {
		const r = 0.180625 - q * q;
		return (q * polynomial(r, A)) / polynomial(r, B);
	}
	const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
	const z =
		r <= 5
			? polynomial(r - 1.6, C) / polynomial(r - 1.6, D)
			: polynomial(r - 5, E) / polynomial(r - 5, F);
	return q < 0 ? -z : z;
}

/** The two-sided 95 % quantile of the standard normal distribution. */
export const Z95 = 1.959963984540054;
