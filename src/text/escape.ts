const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it may stand in HTML, between tags and within a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

/**
 * Whether a visitor may be given this address as a link: http, https or mailto with something after the scheme.
 * White space or a control character in it makes it unsafe, since browsers drop some of those before they read the
 * scheme (WHATWG URL, "basic URL parser"). An address relative to the site is decided elsewhere and is not safe here.
 */
export function isSafeHref(href: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point.
  return /^(?:https?:\/\/[^/\\?#]|mailto:[^?])/i.test(href) && !/[\s\u0000-\u001f\u007f-\u009f]/.test(href);
}

/**
 * Whether an address leads to a place within the site: it has neither scheme nor host. Browsers read `\\` as `/`, and drop
 * white space and control characters before they look for a scheme.
 */
export function isSiteAddress(href: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point.
  return href !== "" && !/[\u0000-\u001f\u007f-\u009f\\]|^\s|^\/\/|^[^/?#]*:/.test(href);
}
