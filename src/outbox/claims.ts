/**
 * Two tabs of one browser can write down a submission in the same moment, each before it sees what the other wrote:
 * `localStorage` has no transactions, and Firefox shows one process' writes to another only after a while. IndexedDB
 * has transactions, in every engine and without TLS. So each tab claims its turn there before it sends, and all of
 * them send what was claimed first.
 */
export interface Claim {
  /** How many submissions from this browser were counted before: a later turn is a change of mind, no rival. */
  turn: number;
  /** Idempotency key of the submission. */
  key: string;
  /** The submission; missing once it was counted. */
  item?: unknown;
  /** ms since the epoch. */
  at: number;
}

const DATABASE = 'civic-widgets';
const STORE = 'claims';

/** How long (ms) a claim is binding. After that every tab sees the same storage, and storage alone decides. */
const BINDING = 60_000;

/** How long (ms) the database may take. Some browsers never open it; then the submission goes on without it. */
const PATIENCE = 1000;

/** Claims a turn. Resolves with the claim that holds: this one, or the one that came before it. */
export async function claim(factory: IDBFactory | undefined, name: string, mine: Claim): Promise<Claim> {
  let held = mine;
  await transact(factory, (store) => {
    const request = store.get(name) as IDBRequest<Claim | undefined>;
    request.onsuccess = () => {
      const before = request.result;
      const age = before ? mine.at - before.at : NaN;
      if (before && before.turn >= mine.turn && age >= 0 && age < BINDING) held = before;
      else store.put(mine, name);
    };
  });
  return held;
}

/** Says that the submission was counted, or frees the turn when it was refused. */
export async function settleClaim(
  factory: IDBFactory | undefined,
  name: string,
  { key, turn }: Pick<Claim, 'key' | 'turn'>,
  isCounted: boolean,
): Promise<void> {
  await transact(factory, (store) => {
    if (isCounted) return void store.put({ turn, key, at: Date.now() } satisfies Claim, name);
    const request = store.get(name) as IDBRequest<Claim | undefined>;
    request.onsuccess = () => {
      if (request.result?.key === key) store.delete(name);
    };
  });
}

/** Runs one transaction. Resolves when it is over, also when it failed. */
function transact(factory: IDBFactory | undefined, action: (store: IDBObjectStore) => void): Promise<void> {
  if (!factory) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    try {
      const opening = factory.open(DATABASE, 1);
      opening.onupgradeneeded = () => void opening.result.createObjectStore(STORE);
      opening.onerror = opening.onblocked = end;
      opening.onsuccess = () => {
        const database = opening.result;
        const close = () => {
          // An open connection would keep the page out of the back/forward cache.
          database.close();
          end();
        };
        try {
          const transaction = database.transaction(STORE, 'readwrite');
          transaction.oncomplete = transaction.onabort = transaction.onerror = close;
          action(transaction.objectStore(STORE));
        } catch {
          close();
        }
      };
    } catch {
      // An opaque origin, or storage is blocked.
      end();
    }
  });
}
