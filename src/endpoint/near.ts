/** One observer for all lazy widgets of the page; "near" is half a phone's screen away. */
const observer = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      near.get(target)?.();
    }
  },
  { rootMargin: '400px' },
);
const near = new WeakMap<Element, () => void>();

/** Calls `onNear` once, when the element comes near the viewport. */
export function observe(element: Element, onNear: () => void): void {
  near.set(element, onNear);
  observer.observe(element);
}

export function unobserve(element: Element): void {
  observer.unobserve(element);
}
