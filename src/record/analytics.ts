// The services that count visits for a site: the one script of each, and whom it asks.

/** A script of another site's, and what a page must allow for it. */
export interface OutsideScript {
  readonly src: string;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  /** The origins that the script sends to. */
  readonly connects: readonly string[];
}

interface AnalyticsRow {
  /** What `id` is, in words; undefined where the service wants none. */
  readonly id: string | undefined;
  /** Where the service is; undefined where there is no other place than its own. */
  readonly address: string | undefined;
  readonly script: (id: string, address: string) => OutsideScript;
}

const attribute = (name: string, value: string) => ({ name, value });

export const analyticsServices = {
  cloudflare: {
    id: "the token",
    address: undefined,
    script: (id) => ({
      src: "https://static.cloudflareinsights.com/beacon.min.js",
      attributes: [attribute("data-cf-beacon", JSON.stringify({ token: id }))],
      connects: ["https://cloudflareinsights.com"],
    }),
  },
  goatcounter: {
    id: "the code before .goatcounter.com",
    address: "https://{id}.goatcounter.com",
    script: (id, address) => {
      const base = address.replace("{id}", id);
      return {
        src: "https://gc.zgo.at/count.js",
        attributes: [attribute("data-goatcounter", `${base}/count`)],
        connects: [base],
      };
    },
  },
  plausible: {
    id: "the site's domain",
    address: "https://plausible.io",
    script: (id, address) => ({
      src: `${address}/js/script.js`,
      attributes: [attribute("data-domain", id)],
      connects: [address],
    }),
  },
  simpleanalytics: {
    id: undefined,
    address: undefined,
    script: () => ({
      src: "https://scripts.simpleanalyticscdn.com/latest.js",
      attributes: [],
      connects: ["https://queue.simpleanalyticscdn.com"],
    }),
  },
  umami: {
    id: "the website's id",
    address: "https://cloud.umami.is",
    script: (id, address) => ({
      src: `${address}/script.js`,
      attributes: [attribute("data-website-id", id)],
      connects: address === "https://cloud.umami.is" ? [address, "https://api-gateway.umami.dev"] : [address],
    }),
  },
} satisfies Readonly<Record<string, AnalyticsRow>>;

export type AnalyticsService = keyof typeof analyticsServices;
export const analyticsNames = Object.keys(analyticsServices) as readonly AnalyticsService[];

/** The meta tags by which search engines and others see whose a site is, by the names of `verification`. */
export const verificationNames = {
  baidu: "baidu-site-verification",
  bing: "msvalidate.01",
  facebook: "facebook-domain-verification",
  google: "google-site-verification",
  pinterest: "p:domain_verify",
  yandex: "yandex-verification",
} as const;

/** An element of a page's head that only says something. */
export interface HeadTag {
  readonly element: "meta" | "link";
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
}
