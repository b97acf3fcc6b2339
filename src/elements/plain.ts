/** Attributes that no first view knows: what they ask for is drawn by the elements. */
const RARE = /^(?:air-|category|dates|format|kiosk|layout|loading|new-tab|open|page-size|results|warnings-)/;

/** Whether a first view can draw what the tag says; if not, its element is loaded at once. */
export function isPlain({ attributes }: Element): boolean {
  return ![...attributes].some(({ name }) => RARE.test(name));
}
