/** Small files in the shape of each publisher's, made here: no real label is in this repository. */
import { zipSync } from 'fflate';
import type { ImportInput, SourceFile } from '#lib/importers/index';

const encode = (text: string) => new TextEncoder().encode(text);
export const file = (path: string, text: string): SourceFile => ({ path, bytes: encode(text) });

const pad = (n: number, digits: number) => String(n).padStart(digits, '0');
const range = (n: number) => Array.from({ length: n }, (_, i) => i);
const csv = (header: string, rows: readonly string[]) => `${[header, ...rows].join('\n')}\n`;

const NIH_FINDINGS = [
	...['Atelectasis', 'Cardiomegaly', 'Effusion', 'Infiltration', 'Mass', 'Nodule', 'Pneumonia'],
	...['Pneumothorax', 'Consolidation', 'Edema', 'Emphysema', 'Fibrosis', 'Pleural_Thickening'],
	'Hernia',
];
const NIH_HEADER =
	'Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position,OriginalImage[Width,Height],OriginalImagePixelSpacing[x,y]';

const nihImage = (patient: number, n: number) => `${pad(patient, 8)}_${pad(n, 3)}.png`;

/** 60 patients with two images each; the first 30 are the official training list. */
export function nihFiles(change: (row: string, i: number) => string = (row) => row): SourceFile[] {
	const images = range(120).map((i) => ({ patient: 20_000 + (i >> 1), n: i & 1, i }));
	const rows = images.map(({ patient, n, i }) => {
		const labels =
			i % 3 === 0 ? 'No Finding' : [i, i + 5].map((k) => NIH_FINDINGS[k % 14]).join('|');
		const row = `${nihImage(patient, n)},${labels},${n},${patient},${20 + (i % 60)},${patient % 2 ? 'F' : 'M'},${i % 4 ? 'PA' : 'AP'},2500,2048,0.168,0.168`;
		return change(row, i);
	});
	const list = (part: typeof images) =>
		part.map(({ patient, n }) => nihImage(patient, n)).join('\n');
	return [
		file('Data_Entry_2017_v2020.csv', csv(NIH_HEADER, rows)),
		file('test_list.txt', list(images.slice(60))),
		file('train_val_list.txt', `${list(images.slice(0, 60))}\n`),
	];
}

const CHEXPERT_LABELS = [
	...['No Finding', 'Enlarged Cardiomediastinum', 'Cardiomegaly', 'Lung Opacity', 'Lung Lesion'],
	...['Edema', 'Consolidation', 'Pneumonia', 'Atelectasis', 'Pneumothorax', 'Pleural Effusion'],
	...['Pleural Other', 'Fracture', 'Support Devices'],
];
const CHEXPERT_HEADER = `Path,Sex,Age,Frontal/Lateral,AP/PA,${CHEXPERT_LABELS.join(',')}`;

/** Test labels by study, and training labels by image with uncertain ones and blanks. */
export function chexpertFiles(): { test: SourceFile; train: SourceFile } {
	const test = range(40).map((i) => {
		const labels = CHEXPERT_LABELS.map((_, k) => Number((i + k) % 4 === 0));
		return `CheXpert-v1.0/test/patient${64_000 + i}/study1,${labels.join(',')}`;
	});
	const train = range(60).map((i) => {
		const study = i >> 1;
		const labels = CHEXPERT_LABELS.map((_, k) => ['1.0', '0.0', '-1.0', ''][(study + k) % 4]!);
		const view = i % 2 ? 'Lateral,' : 'Frontal,AP';
		const name = i % 2 ? 'view2_lateral' : 'view1_frontal';
		const path = `CheXpert-v1.0-small/train/patient${pad(study + 1, 5)}/study1/${name}.jpg`;
		return `${path},${study % 2 ? 'Female' : 'Male'},${30 + study},${view},${labels.join(',')}`;
	});
	return {
		test: file('groundtruth.csv', csv(`Study,${CHEXPERT_LABELS.join(',')}`, test)),
		train: file('train.csv', csv(CHEXPERT_HEADER, train)),
	};
}

const SIIM_CLASSES = [
	...['Negative for Pneumonia', 'Typical Appearance', 'Indeterminate Appearance'],
	'Atypical Appearance',
];

/** 80 studies, a quarter of each class; every tenth opacity image lacks its box. */
export function siimFiles(): SourceFile[] {
	const studies = range(80).map((i) => `s${pad(i, 3)}`);
	const byStudy = studies.map(
		(id, i) => `${id}_study,${SIIM_CLASSES.map((_, k) => Number(i % 4 === k))}`,
	);
	const byImage = range(100).map((i) => {
		const study = i % 80;
		const boxed = study % 4 !== 0 && i % 10 !== 1;
		const label = boxed ? 'opacity 1 10.5 20 300 400 opacity 1 500 20 700 400' : 'none 1 0 0 1 1';
		const boxes = boxed ? `"[{'x': 10.5, 'y': 20}]"` : '';
		return `i${pad(i, 3)}_image,${boxes},${label},${studies[study]}`;
	});
	return [
		file('train_study_level.csv', csv(`id,${SIIM_CLASSES}`, byStudy)),
		file('train_image_level.csv', csv('id,boxes,label,StudyInstanceUID', byImage)),
	];
}

/** 60 radiographs: 20 with an opacity (of which 10 with two boxes), 20 abnormal, 20 normal. */
export function rsnaFiles(): SourceFile[] {
	const id = (i: number) => `00${pad(i, 3)}-uuid`;
	const boxes = range(60).flatMap((i) => {
		if (i % 3) return [`${id(i)},,,,,0`];
		const box = `${id(i)},264.0,152.0,213.0,379.0,1`;
		return i % 2 ? [box, `${id(i)},562.0,152.0,256.0,453.0,1`] : [box];
	});
	const classes = range(60).map(
		(i) => `${id(i)},${['Lung Opacity', 'No Lung Opacity / Not Normal', 'Normal'][i % 3]}`,
	);
	return [
		file('stage_2_train_labels.csv', csv('patientId,x,y,width,height,Target', boxes)),
		file('stage_2_detailed_class_info.csv', csv('patientId,class', classes)),
	];
}

/** Folders as Mendeley gives them out, and the val folder of another release. */
export function kermanyImages(): ImportInput {
	const path = (part: string, folder: string, name: string) =>
		`/x/chest_xray/${part}/${folder}/${name}.jpeg`;
	const paths = [
		...range(20).map((i) => path('train', 'NORMAL', `IM-${pad(i, 4)}-0001`)),
		...range(20).map((i) => path('train', 'PNEUMONIA', `person${i}_bacteria_${i}`)),
		...range(20).map((i) => path('train', 'PNEUMONIA', `person${i}_virus_${i + 50}`)),
		...range(4).map((i) => path('val', 'NORMAL', `NORMAL2-IM-${pad(i, 4)}-0001`)),
		...range(12).map((i) => path('test', 'NORMAL', `IM-${pad(i + 900, 4)}-0001`)),
		...range(12).map((i) => path('test', 'PNEUMONIA', `person${i + 15}_bacteria_${i + 90}`)),
	];
	// The last training image of class normal and the first test image are one file.
	const copied = [paths[19], paths[64]];
	return {
		files: [],
		images: paths.map((each) => ({ path: each, sha256: copied.includes(each) ? 'same' : each })),
	};
}

/** A workbook as a spreadsheet program writes it: shared strings, numbers, and a cell left out. */
export function workbook(rows: readonly (readonly (string | number)[])[]): Uint8Array {
	const strings: string[] = [];
	const cell = (value: string | number, at: string) => {
		if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
		if (value === '') return '';
		strings.push(value.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
		return `<c r="${at}" t="s"><v>${strings.length - 1}</v></c>`;
	};
	const lines = rows.map(
		(row, y) =>
			`<row r="${y + 1}">${row.map((value, x) => cell(value, `${'ABCDEFG'[x]}${y + 1}`)).join('')}</row>`,
	);
	const part = (xml: string) => encode(`<?xml version="1.0" encoding="UTF-8"?>${xml}`);
	return zipSync({
		'xl/worksheets/sheet1.xml': part(
			`<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`,
		),
		'xl/sharedStrings.xml': part(
			`<sst>${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
		),
	});
}

const COVID_SOURCES: Record<string, string> = {
	COVID: 'https://sirm.org/category/senza-categoria/covid-19/',
	Lung_Opacity: 'https://www.kaggle.com/c/rsna-pneumonia-detection-challenge/data',
	Normal: 'https://www.kaggle.com/c/rsna-pneumonia-detection-challenge/data',
	'Viral Pneumonia': 'https://www.kaggle.com/paultimothymooney/chest-xray-pneumonia',
};

/** Twenty images of each class, their metadata as workbooks, masks beside them, and one copy. */
export function covidInput(): ImportInput {
	const classes = Object.keys(COVID_SOURCES);
	const images = classes.flatMap((name) =>
		range(20).flatMap((i) =>
			['images', 'masks'].map((kind) => {
				const path = `/x/COVID-19_Radiography_Dataset/${name}/${kind}/${name}-${i + 1}.png`;
				const copy = kind === 'images' && i === 0 && /Normal|COVID/.test(name);
				return { path, sha256: copy ? 'same' : path };
			}),
		),
	);
	const files = classes.map((name) => ({
		path: `${name}.metadata.xlsx`,
		bytes: workbook([
			['FILE NAME', 'FORMAT', 'SIZE', 'URL'],
			...range(20).map((i) => [
				`${name.toUpperCase()}-${i + 1}`,
				'PNG',
				'256*256',
				COVID_SOURCES[name]!,
			]),
		]),
	}));
	return { files, images };
}

/** 120 images; class 20 has one, class 7 none, every fifth image shows two parts. */
export function unifespFile(change: (target: string, i: number) => string = (target) => target) {
	const rows = range(120).map((i) => {
		const first = i % 22 === 7 || i % 22 === 20 ? 3 : i % 22;
		const parts = i === 50 ? [20] : i % 5 === 0 ? [first, (first + 1) % 7] : [first];
		return `1.2.826.${i},${change(`${[...new Set(parts)].join(' ')} `, i)}`;
	});
	return file('train.csv', csv('SOPInstanceUID,Target', rows));
}
