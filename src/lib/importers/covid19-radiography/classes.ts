export interface RadiographyClass {
	/** As its folder is called. */
	folder: string;
	label: string;
	role: string;
}

export const CLASSES: readonly RadiographyClass[] = [
	{ folder: 'COVID', label: 'COVID-19', role: 'covid' },
	{ folder: 'Lung_Opacity', label: 'Lung opacity', role: 'lung-opacity' },
	{ folder: 'Normal', label: 'Normal', role: 'normal' },
	{ folder: 'Viral Pneumonia', label: 'Viral pneumonia', role: 'viral-pneumonia' },
];

export const METADATA_COLUMNS: readonly string[] = ['FILE NAME', 'FORMAT', 'SIZE', 'URL'];

const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');

/** The class that a name such as `COVID-1` or `Viral Pneumonia-12` begins with. */
export const classOfName = (name: string): RadiographyClass | undefined =>
	CLASSES.find(({ folder }) => plain(name.replace(/[-( ]*\d+\)?(\.\w+)?$/, '')) === plain(folder));
