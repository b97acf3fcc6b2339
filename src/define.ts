/** `civic-widgets/define`: registers all elements and does nothing else. Classes and parsers: `civic-widgets`. */
import { defineAll } from './elements/define-all.ts';

defineAll();

export type * from './index.ts';
