// The development server makes a page when it is asked for, so that an edit costs one page and not the whole site.
import type { UserConfig } from "@11ty/eleventy";
import type { Page } from "../render/page.ts";

/** Makes the pages that the development server shows from now on. */
export interface PageServer {
  readonly show: (pages: readonly Page[], make: (page: Page) => Promise<string | Uint8Array>) => void;
}

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
  pdf: "application/pdf",
};

/** Answers the requests of Eleventy's development server (www.11ty.dev/docs/dev-server/); what is no page it looks for itself. */
export function answerRequests(eleventyConfig: UserConfig): PageServer {
  let byAddress: ReadonlyMap<string, Page> = new Map();
  let make: (page: Page) => Promise<string | Uint8Array> = async () => "";
  eleventyConfig.setServerOptions({
    onRequest: {
      "/*": async ({ url }: { url: URL }) => {
        const address = decode(url.pathname);
        const page = byAddress.get(address);
        if (page !== undefined) {
          const ending = /\.(\w+)$/.exec(address.endsWith("/") ? ".html" : address)?.[1]?.toLowerCase() ?? "";
          const type = contentTypes[ending] ?? "text/plain; charset=utf-8";
          return { status: 200, headers: { "Content-Type": type }, body: await make(page) };
        }
        if (byAddress.has(`${address}/`)) return { status: 302, headers: { Location: `${url.pathname}/` }, body: "" };
        return undefined;
      },
    },
  });
  return {
    show: (pages, makePage) => {
      byAddress = new Map(pages.filter(({ address }) => address !== "/404.html").map((page) => [page.address, page]));
      make = makePage;
    },
  };
}

/** The path of a request as addresses are written; one that is no text is no page's. */
function decode(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
