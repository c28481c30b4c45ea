const elements: ReadonlySet<string> = new Set(["i", "b", "em", "sup", "sub", "span", "a"]);
const signs: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/**
 * The nodes of a reference that our engine wrote as HTML: text and elements of a few kinds, with a class or an address of the web.
 * No page of the site lets a script make markup of a text (`require-trusted-types-for`).
 */
export function referenceNodes(html: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const open: Node[] = [fragment];
  for (const [piece, end, name = "", attributes = ""] of html.matchAll(/<(\/?)([a-z]+)([^<>]*)>|[^<>]+/g)) {
    if (name === "") open.at(-1)!.appendChild(document.createTextNode(textOf(piece)));
    else if (end === "/") {
      if (open.length > 1) open.pop();
    } else {
      const made = document.createElement(elements.has(name) ? name : "span");
      const [, attribute, value = ""] = /^ (class|href)="([^"]*)"$/.exec(attributes) ?? [];
      if (attribute === "class") made.className = textOf(value);
      if (attribute === "href" && /^https?:/.test(value)) made.setAttribute("href", textOf(value));
      open.at(-1)!.appendChild(made);
      open.push(made);
    }
  }
  return fragment;
}

const textOf = (html: string): string => html.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => signs[name]!);
