import MarkdownIt from "markdown-it";

/** Schemes an author's link may have; everything else with a scheme stays text. */
const allowedSchemes: ReadonlySet<string> = new Set(["https", "http", "mailto"]);

/**
 * An author's Markdown as HTML: the introduction, a collection's text. HTML and template code in it stay text, an address
 * outside https, http, mailto and the site's own is no link, and one that begins with "/" gets the path prefix.
 */
export function renderProse(markdown: string, { pathPrefix }: { readonly pathPrefix: string }): string {
  const parser = new MarkdownIt({ html: false, linkify: false, typographer: false });
  parser.validateLink = isAllowedAddress;
  const normalize = parser.normalizeLink;
  parser.normalizeLink = (address) => withPrefix(normalize(address), pathPrefix);
  const renderImage = parser.renderer.rules.image;
  parser.renderer.rules.image = (tokens, index, settings, environment, renderer) => {
    const token = tokens[index];
    const address = String(token?.attrGet("src") ?? "");
    // A page loads nothing from elsewhere: a picture that lies there becomes a link to it.
    if (!/^[^/?#]*:/.test(address)) return renderImage?.(tokens, index, settings, environment, renderer) ?? "";
    const { escapeHtml } = parser.utils;
    return `<a href="${escapeHtml(address)}">${escapeHtml(token?.content || address)}</a>`;
  };
  const environment = {};
  const tokens = parser.parse(markdown, environment);
  const headings = tokens.filter(({ type }) => type === "heading_open" || type === "heading_close");
  // The page has its one h1 already, so the text's highest headings are h2.
  const shift = 2 - Math.min(...new Set(headings.map(({ tag }) => Number(tag.slice(1)))));
  for (const heading of headings) heading.tag = `h${Math.min(6, Number(heading.tag.slice(1)) + shift)}`;
  return parser.renderer.render(tokens, parser.options, environment);
}

/** Whether an address may stand in an author's text: https, http, mailto, or a path that does not name another host. */
export function isAllowedAddress(address: string): boolean {
  // Browsers drop spaces and control characters at the ends, tabs and line breaks anywhere, and read "\" as "/".
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const read = address.replaceAll(/^[\u0000- ]+|[\t\n\r]/g, "").replaceAll("\\", "/");
  const scheme = /^([^/?#:]*):/.exec(read)?.[1];
  return scheme === undefined ? !read.startsWith("//") : allowedSchemes.has(scheme.toLowerCase());
}

function withPrefix(address: string, pathPrefix: string): string {
  return address.startsWith("/") ? pathPrefix + address.slice(1) : address;
}
