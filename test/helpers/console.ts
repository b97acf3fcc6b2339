/** Hears what the developer would read on the console, for the tests of the `describe` that calls this. */
export function hearConsole(): string[] {
  const { error } = console;
  const lines: string[] = [];
  beforeEach(() => {
    lines.length = 0;
    console.error = (...line: unknown[]) => lines.push(line.join(' '));
  });
  afterEach(() => {
    console.error = error;
  });
  return lines;
}
