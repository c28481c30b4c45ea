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

/** Whether an address names a user and perhaps a password (RFC 3986, 3.2.1): a secret, or a host that is not what it seems. */
export function namesUser(address: string): boolean {
  return /^\s*(?:https?|ftp):[/\\]*[^/\\?#]*@/i.test(address);
}

/** Why no link is made from an address, where a text holds it: "does not begin with …". */
export function whyUnsafe(address: string): string {
  return namesUser(address)
    ? "names a user or a password before its @"
    : "does not begin with http:, https: or mailto:";
}

/**
 * Whether a visitor may be given this address as a link: http, https or mailto with something after the scheme, no user.
 * White space or a control character in it makes it unsafe, since browsers drop some of those before they read the
 * scheme (WHATWG URL, "basic URL parser"). An address relative to the site is decided elsewhere and is not safe here.
 */
export function isSafeHref(href: string): boolean {
  const isKnown = /^(?:https?:\/\/[^/\\?#]|mailto:[^?])/i.test(href) && !namesUser(href);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point.
  return isKnown && !/[\s\u0000-\u001f\u007f-\u009f]/.test(href);
}

/**
 * Whether an address leads to a place within the site: it has neither scheme nor host. Browsers read `\\` as `/`, and drop
 * white space and control characters before they look for a scheme.
 */
export function isSiteAddress(href: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point.
  return href !== "" && !/[\u0000-\u001f\u007f-\u009f\\]|^\s|^\/\/|^[^/?#]*:/.test(href);
}
