#!/usr/bin/env node
// Nothing is imported before this check: the SQLite part crashes older versions without a word.
if (Number(process.versions.node.split('.')[0]) < 22) {
  console.error(`civic-widgets-server needs Node 22 or later; this is ${process.versions.node}.`);
  process.exit(1);
}

const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));

export {};
