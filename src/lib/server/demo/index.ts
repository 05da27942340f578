/** The demo: three competitions on thorax phantoms, with simulated participants. */
export { seedDemo, settleDemo } from './seed.ts';
export { buildFolder } from './build.ts';
export { DEMO_SEED, DEMOS } from './plans.ts';
