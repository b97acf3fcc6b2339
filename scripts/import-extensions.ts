/**
 * After tsc: TypeScript 6.0 rewrites `.ts` to `.js` in imports, but not in an `import()` inside a class. Test:
 * test/node/package.test.ts.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

for (const file of readdirSync('dist', { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.js') || file.startsWith('embed')) continue;
  const path = join('dist', file);
  const code = readFileSync(path, 'utf8');
  const rewritten = code.replace(/\bimport\((['"])(\.{1,2}\/[^'"]+)\.ts\1\)/g, "import('$2.js')");
  if (rewritten !== code) writeFileSync(path, rewritten);
}
