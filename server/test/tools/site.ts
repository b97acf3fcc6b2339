/** What a server for tests needs. Without node:test, whose hooks slow down every promise of what is measured. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const ONE_STOP_OFFICE = {
  id: 'mot-cua',
  question: 'Đánh giá thái độ tiếp công dân của cán bộ Một cửa',
  options: [
    { id: 'tot', title: 'Tốt' },
    { id: 'duoc', title: 'Được' },
    { id: 'kem', title: 'Kém' },
  ],
};

const folders: string[] = [];

/** A folder that is gone when the process ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'civic-server-'));
  folders.push(folder);
  return folder;
}

process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
