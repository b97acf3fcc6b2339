import { CivicError } from '../errors.ts';

/** A part of this package that loads when it is needed. @throws {CivicError} `network` when it can't be had. */
export function part<Module>(loading: Promise<Module>): Promise<Module> {
  return loading.catch((cause: unknown) => {
    throw new CivicError('network', `a part of the widget did not load: ${String(cause)}`, { cause });
  });
}
