import type { AlertFormat } from '../model.ts';
import { alerts } from './alerts.ts';
import { nws } from './nws.ts';
import { wmo } from './wmo.ts';

/** What is JSON; `alerts` would take any list, and comes last. */
export const jsonFormats: readonly AlertFormat[] = [nws, wmo, alerts];
