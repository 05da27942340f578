/** Charts as files: an SVG that needs no style sheet, and a PNG of it. Always light, on white: for papers. */
import { m } from '#messages';

/** What gives an SVG element its look, and is written into it. */
const PROPERTIES = [
	...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin'],
	...['stroke-opacity', 'opacity', 'paint-order', 'shape-rendering'],
	...['font-family', 'font-size', 'font-weight', 'font-variant-numeric'],
];

function inlineStyles(element: Element): void {
	const computed = getComputedStyle(element);
	if (computed.display === 'none') {
		element.remove();
		return;
	}
	const style = PROPERTIES.map((name) => [name, computed.getPropertyValue(name)] as const)
		.filter(([, value]) => value !== '')
		.map(([name, value]) => `${name}:${value}`);
	for (const child of [...element.children]) inlineStyles(child);
	// What only the page understands goes.
	for (const { name } of [...element.attributes])
		if (name === 'class' || name.startsWith('data-') || name.startsWith('aria-'))
			element.removeAttribute(name);
	element.setAttribute('style', style.join(';'));
}

/** A drawing of the page as a file of its own. */
export function svgText(drawing: SVGSVGElement): string {
	const stage = document.createElement('div');
	stage.style.cssText = 'position:absolute;left:-9999px;color-scheme:light';
	const copy = drawing.cloneNode(true) as SVGSVGElement;
	stage.append(copy);
	// Beside the drawing, so that the page's styles reach the copy.
	(drawing.parentElement ?? document.body).append(stage);
	try {
		inlineStyles(copy);
		const { width, height } = drawing.viewBox.baseVal;
		copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
		copy.setAttribute('width', String(width));
		copy.setAttribute('height', String(height));
		const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
		for (const [name, value] of Object.entries({ width: '100%', height: '100%', fill: '#fff' }))
			ground.setAttribute(name, value);
		copy.prepend(ground);
		return new XMLSerializer().serializeToString(copy);
	} finally {
		stage.remove();
	}
}

/** An SVG as a PNG, at twice its size. */
export async function pngOf(svg: string, scale = 2): Promise<Blob> {
	const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
	try {
		const image = new Image();
		image.src = address;
		await image.decode();
		const canvas = document.createElement('canvas');
		canvas.width = Math.round(image.naturalWidth * scale);
		canvas.height = Math.round(image.naturalHeight * scale);
		canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
		return await new Promise((resolve, reject) =>
			canvas.toBlob(
				(blob) => (blob ? resolve(blob) : reject(new Error(m.charts_menu_not_drawn()))),
				'image/png',
			),
		);
	} finally {
		URL.revokeObjectURL(address);
	}
}

/** Hands a file to the browser's downloads. */
export function save(content: Blob | string, name: string, type = 'text/plain'): void {
	const blob = typeof content === 'string' ? new Blob([content], { type }) : content;
	const link = document.createElement('a');
	link.href = URL.createObjectURL(blob);
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
