/** Bold, dim and colour where the terminal shows them; NO_COLOR and FORCE_COLOR are respected. */
import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

const wanted = (stream: NodeJS.WriteStream): boolean => {
	if (process.env.NO_COLOR) return false;
	if (process.env.FORCE_COLOR && process.env.FORCE_COLOR !== '0') return true;
	return Boolean(stream.isTTY) && process.env.TERM !== 'dumb';
};

const painter = (stream: NodeJS.WriteStream) => {
	const paint = (format: Format) => (text: string) =>
		wanted(stream) ? styleText(format, text, { validateStream: false }) : text;
	return {
		bold: paint('bold'),
		dim: paint('dim'),
		good: paint('green'),
		warn: paint('yellow'),
		bad: paint('red'),
		link: paint(['cyan', 'underline']),
	};
};

/** For standard output. */
export const style = painter(process.stdout);
/** For standard error. */
export const errStyle = painter(process.stderr);
