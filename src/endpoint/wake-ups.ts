/**
 * One timer for the whole page, however many widgets refresh: a hidden page sleeps, and what fell due meanwhile runs
 * when it is shown again.
 */
interface WakeUp {
  /** Due then, or up to `patience` ms later if that saves a wake-up. */
  time: number;
  patience: number;
  run: () => void;
}

const wakeUps = new Set<WakeUp>();
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Calls `run` once in `seconds` (a twentieth later at most, when something else falls due then), or when the page is next
 * visible after that. Returns a way to cancel.
 */
export function wakeIn(seconds: number, run: () => void): () => void {
  if (wakeUps.size === 0) document.addEventListener('visibilitychange', plan);
  const patience = Math.min(Math.max(seconds * 50, 1000), 30_000);
  const wakeUp = { time: Date.now() + seconds * 1000, patience, run };
  wakeUps.add(wakeUp);
  plan();
  return () => {
    wakeUps.delete(wakeUp);
    plan();
  };
}

function plan(): void {
  clearTimeout(timer);
  if (wakeUps.size === 0) document.removeEventListener('visibilitychange', plan);
  if (wakeUps.size === 0 || document.hidden) return;
  // Longer timers overflow in setTimeout; this one then just plans again.
  timer = setTimeout(wake, Math.min(Math.max(next() - Date.now(), 0), 2 ** 31 - 1));
}

/** The last that falls due while all that fall due before it can wait. */
function next(): number {
  const all = [...wakeUps];
  const latest = Math.min(...all.map(({ time, patience }) => time + patience));
  return Math.max(...all.map(({ time }) => time).filter((time) => time <= latest));
}

function wake(): void {
  const now = Date.now();
  const due = next() <= now ? [...wakeUps].filter(({ time }) => time <= now) : [];
  for (const wakeUp of due) wakeUps.delete(wakeUp);
  for (const { run } of due) run();
  plan();
}
