import type { NewsFormat } from '../model.ts';
import { registered } from './registry.ts';

/** Teaches `parseNews` and `<district-news>` another format; one of the same name is replaced. */
export function registerNewsFormat(format: NewsFormat): void {
  const same = registered.findIndex((one) => one.name === format.name);
  if (same >= 0) registered.splice(same, 1);
  registered.unshift(format);
}
