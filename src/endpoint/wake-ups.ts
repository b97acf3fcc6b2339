/**
 * One timer for the whole page, however many widgets refresh: a hidden page sleeps, and what fell due meanwhile runs
 * when it is shown again.
 */
interface WakeUp {
  time: number;
  run: () => void;
}

/** Wake-ups within this many ms of each other are one. */
const TOGETHER = 1000;

const wakeUps = new Set<WakeUp>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Calls `run` once in `seconds`, or when the page is next visible after that. Returns a way to cancel. */
export function wakeIn(seconds: number, run: () => void): () => void {
  if (wakeUps.size === 0) document.addEventListener('visibilitychange', plan);
  const wakeUp = { time: Date.now() + seconds * 1000, run };
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
  const next = Math.min(...[...wakeUps].map(({ time }) => time));
  // Longer timers overflow in setTimeout; this one then just plans again.
  timer = setTimeout(wake, Math.min(Math.max(next - Date.now(), 0), 2 ** 31 - 1));
}

function wake(): void {
  const now = Date.now();
  const first = Math.min(...[...wakeUps].map(({ time }) => time));
  const due = first <= now ? [...wakeUps].filter(({ time }) => time <= now + TOGETHER) : [];
  for (const wakeUp of due) wakeUps.delete(wakeUp);
  for (const { run } of due) run();
  plan();
}
