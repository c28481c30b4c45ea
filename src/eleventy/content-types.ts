const contentTypes: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json; charset=utf-8",
  xml: "application/xml; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  avif: "image/avif",
  ico: "image/x-icon",
  woff2: "font/woff2",
  mp4: "video/mp4",
  webm: "video/webm",
  pdf: "application/pdf",
};

/** The media type of what stands at an address or in a file; plain text where its ending says nothing. */
export function contentTypeOf(address: string): string {
  const ending = /\.(\w+)$/.exec(address.endsWith("/") ? ".html" : address)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(contentTypes, ending) ? contentTypes[ending]! : "text/plain; charset=utf-8";
}
