import { define } from '../define.ts';
import { CivicSettings } from './civic-settings.ts';

define('civic-settings', CivicSettings);

export * from './civic-settings.ts';
