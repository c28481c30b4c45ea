/**
 * Whether a visitor may be given this address as a link: http, https or mailto with something after the scheme.
 * White space or a control character in it makes it unsafe, since browsers drop some of those before they read the
 * scheme (WHATWG URL, "basic URL parser"). An address relative to the site is decided elsewhere and is not safe here.
 */
export function isSafeHref(href: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point.
  return /^(?:https?:\/\/[^/\\?#]|mailto:[^?])/i.test(href) && !/[\s\u0000-\u001f\u007f-\u009f]/.test(href);
}
