/** `civic-widgets/weather`: the weather's data half, and the reader of CAP warnings that `warnings-src` goes through. */
export { parseWarnings, warningsFor } from './alerts/index.ts';
export * from './weather/index.ts';
