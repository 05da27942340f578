import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { getMetric, metrics, type MetricDefinition } from '#scorer/index';

const FOLDER = join(import.meta.dirname, '../../../scorer/metrics');
const metricFiles = readdirSync(FOLDER).filter((file) =>
	readFileSync(join(FOLDER, file), 'utf8').includes('export default defineMetric('),
);

describe('the registry', () => {
	it.each(metricFiles)('%s is registered under its own name', async (file) => {
		const { default: metric } = (await import(join(FOLDER, file))) as { default: MetricDefinition };
		expect(file).toBe(`${metric.id.replaceAll('_', '-')}.ts`);
		expect(getMetric(metric.id)).toBe(metric);
	});

	it('holds nothing else, and no id twice', () => {
		expect(metrics).toHaveLength(metricFiles.length);
		expect(new Set(metrics.map(({ id }) => id)).size).toBe(metrics.length);
	});

	it('no file outside scorer/metrics names a metric id in code that decides', () => {
		const folders = [
			'csv',
			'archive',
			'submission',
			'solution',
			'stats',
			'report',
			'ranking',
			'service',
		];
		const ids = metrics.map(({ id }) => id).filter((id) => id.includes('_') || id === 'accuracy');
		for (const folder of folders) {
			const path = join(FOLDER, '..', folder);
			for (const file of readdirSync(path)) {
				const code = readFileSync(join(path, file), 'utf8');
				for (const id of ids) expect(code, `${folder}/${file}`).not.toContain(`'${id}'`);
			}
		}
	});

	it.each(metrics.map((metric) => [metric.id, metric] as const))(
		'%s is fully described',
		(_, metric) => {
			expect(metric.description.length).toBeGreaterThan(20);
			expect(metric.range[0]).toBeLessThan(metric.range[1]);
			expect(metric.task.length).toBeGreaterThan(0);
		},
	);
});
