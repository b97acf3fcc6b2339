/** Waits for one step of the outside world; a test decides in which order steps come. */
export type Step = (name: string) => Promise<unknown>;

type Request = { onsuccess?: () => void; result?: unknown };

/**
 * As much of IndexedDB as claims use, for Node: transactions of one database run one after the other, and every request
 * takes a step.
 */
export function fakeIndexedDB(step: Step): IDBFactory {
  const records = new Map<string, unknown>();
  let queue = Promise.resolve();
  const transaction = () => {
    const requests: (() => void)[] = [];
    const add = (run: () => unknown): Request => {
      const request: Request = {};
      requests.push(() => {
        request.result = run();
        request.onsuccess?.();
      });
      return request;
    };
    const it: { objectStore: () => object; oncomplete?: () => void } = {
      objectStore: () => ({
        get: (key: string) => add(() => structuredClone(records.get(key))),
        put: (value: unknown, key: string) => add(() => records.set(key, structuredClone(value))),
        delete: (key: string) => add(() => records.delete(key)),
      }),
    };
    queue = queue.then(async () => {
      for (let request = requests.shift(); request; request = requests.shift()) {
        await step('IndexedDB');
        request();
      }
      it.oncomplete?.();
    });
    return it;
  };
  const open = () => {
    const request: Request & { onupgradeneeded?: () => void } = {
      result: { transaction, close: () => undefined, createObjectStore: () => undefined },
    };
    void step('IndexedDB opens').then(() => {
      request.onupgradeneeded?.();
      request.onsuccess?.();
    });
    return request;
  };
  return { open } as unknown as IDBFactory;
}
