import { describe, expect, it } from 'vitest';
import type { Task } from '#scorer/index';
import fixtures from '../fixtures/metrics.json' with { type: 'json' };
import { expectFigures, reportOf, type OracleCase, type OracleFigures } from '../support/oracle.ts';

type Fixture = OracleCase & { task: Task; expected: OracleFigures };
const cases = fixtures.cases as unknown as Fixture[];

describe(`every figure of a report, against scikit-learn ${fixtures.sklearn}`, () => {
	for (const task of ['binary', 'multiclass', 'multilabel'] as const) {
		describe(task, () => {
			const own = cases.filter((fixture) => fixture.task === task);
			it.each(own)('$name', (fixture) => {
				expectFigures(reportOf(fixture), fixture.expected, task);
			});
		});
	}
});

it('the cases define every metric several times', () => {
	for (const task of ['binary', 'multiclass', 'multilabel']) {
		const own = cases.filter((fixture) => fixture.task === task);
		for (const id of Object.keys(own[0]!.expected.metrics)) {
			const defined = own.filter(({ expected }) => expected.metrics[id] !== null);
			expect(defined.length, `${id}, ${task}`).toBeGreaterThan(3);
		}
	}
});
