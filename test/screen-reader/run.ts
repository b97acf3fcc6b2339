/**
 * `npm run test:screen-reader`, after `npm run build`: Orca reads the demo's widgets in Firefox, on a display that nobody
 * sees, and what it says is compared with what has to be heard. `-- --repeat 20` does it twenty times, with `--browser
 * chromium` in Chromium; `--only poll` looks at one page.
 */
import { parseArgs } from 'node:util';
import { ScreenReader, textOf, whyNot } from './orca.ts';
import { PAGES, Site } from './site.ts';
import { STEPS, type Step } from './steps.ts';

const { values } = parseArgs({
  options: {
    repeat: { type: 'string', default: '1' },
    browser: { type: 'string', default: 'firefox' },
    only: { type: 'string', default: '' },
    verbose: { type: 'boolean', default: false },
  },
});

const reason = whyNot({ install: true });
if (reason) {
  console.log(`Skipped: no screen reader. ${reason}\n1 passed, 0 failed`);
  process.exit(0);
}

let passed = 0;
let failed = 0;
for (let turn = 1; turn <= Number(values.repeat); turn++) {
  if (values.repeat !== '1') console.log(`# ${turn} of ${values.repeat}`);
  await readThrough();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

/** All steps, with a browser that has seen nothing before. */
async function readThrough(): Promise<void> {
  const site = new Site();
  const reader = new ScreenReader();
  // A step that takes too long is stopped by its parent: end what runs on the display, too.
  process.once('SIGTERM', () => void Promise.all([reader.stop(), site.stop()]).finally(() => process.exit(1)));
  try {
    await site.start();
    await reader.start(`${site.url}page/news`, values.browser === 'chromium' ? 'chromium' : 'firefox');
    let page = '';
    for (const step of STEPS) {
      page = step.page ?? page;
      if (!page.includes(values.only)) continue;
      const { said, faults } = await take(step, reader, site);
      if (faults.length) failed++;
      else passed++;
      if (faults.length || values.verbose) console.log(`${faults.length ? '✗' : '✓'} ${step.title}\n    ${said}`);
      for (const fault of faults) console.log(`    ${fault}`);
    }
  } catch (error) {
    failed++;
    console.log(`✗ ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await reader.stop();
    await site.stop();
  }
}

async function take(step: Step, reader: ScreenReader, site: Site): Promise<{ said: string; faults: string[] }> {
  const { page, before, keys = [], to, hears = [], once = [], never = [], language, until } = step;
  before?.(site);
  let said = page === undefined ? [] : await reader.open(() => site.go(page), PAGES[page]![0]);
  const faults: string[] = [];
  // A key that leads somewhere is pressed until its place is heard: other widgets may have a stop more on the way.
  if (to) {
    for (let presses = 0; presses < 40; presses++) {
      said = await reader.pass(to.key);
      if (to.place.test(textOf(said))) break;
    }
    if (!to.place.test(textOf(said))) faults.push(`not reached with ${to.key}: ${String(to.place)}`);
  }
  const wanted = [...hears, ...once];
  for (const [index, key] of keys.entries()) {
    said = await reader.press(key, index === keys.length - 1 && !until ? wanted : []);
  }
  if (until) said = [...(keys.length ? said : []), ...(await reader.hear(wanted, undefined, () => until(site)))];
  const text = textOf(said);
  for (const one of wanted) if (!one.test(text)) faults.push(`not heard: ${String(one)}`);
  for (const one of never) if (one.test(text)) faults.push(`heard: ${String(one)}`);
  for (const one of once) {
    const count = [...text.matchAll(new RegExp(one, 'g'))].length;
    if (count > 1) faults.push(`heard ${count} times: ${String(one)}`);
  }
  if (language !== undefined && !said.some(({ languages }) => languages.includes(language))) {
    faults.push(`not said in the language ${language}`);
  }
  return { said: text, faults };
}
