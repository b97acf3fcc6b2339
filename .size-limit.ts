/** `size-limit`: what a page transfers until the first content shows, brotli, everything included. */
import { join } from 'node:path';
import { EMBED, FIRST_VIEWS, firstView, LOADER, type Widget } from './scripts/first-view.ts';

const widgets = Object.keys(FIRST_VIEWS) as Widget[];

const view = (name: string, some: readonly Widget[], limit: string) => ({
  name: `${name}, first view`,
  path: firstView(some).map((file) => join(EMBED, file)),
  limit,
  rolldown: false,
});

export default [
  { name: 'loader', path: join(EMBED, LOADER), limit: '1 kB', rolldown: false },
  ...widgets.map((widget) => view(widget, [widget], '12 kB')),
  view('all three', widgets, '20 kB'),
];
