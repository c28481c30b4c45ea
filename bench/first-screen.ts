/** What a visitor sees of a list before scrolling. */
export interface FirstScreen {
  /** The distance of the first title from the top of the page, in CSS pixels. */
  readonly first: number;
  /** How many titles are wholly in view. */
  readonly seen: number;
}

/** Measures the page it is evaluated in, whose titles `selector` finds; it names nothing from outside, since it runs there. */
export function firstScreen(selector: string): FirstScreen {
  const boxes = [...document.querySelectorAll(selector)]
    .map((one) => one.getBoundingClientRect())
    .filter(({ height }) => height > 0);
  return { first: Math.round(boxes[0]?.top ?? 0), seen: boxes.filter(({ bottom }) => bottom <= innerHeight).length };
}
