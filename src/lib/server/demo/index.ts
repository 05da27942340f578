/** The demo: three competitions with generated labels and simulated participants. */
export { seedDemo, settleDemo } from './seed.ts';
export { buildFolder } from './build.ts';
export { DEMO_SEED, DEMOS } from './plans.ts';
