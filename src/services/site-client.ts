import type { ServiceSettings } from "../record/services.ts";
import { basesOf, type ClientOptions, createClient, keysOf, type ServiceClient } from "./client/client.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The mail address that services are told by the environment (`OFFPRINT_MAILTO`), which comes first, or by `site.yaml`. */
export const contactOf = (settings: ServiceSettings, environment: Environment): string | undefined =>
  environment.OFFPRINT_MAILTO || settings.contact;

/**
 * The client as a site and the environment want it; `options` is what neither says, with a contact for where neither has one.
 * Throws a `ServiceFailure` for a setting of the environment that can't be followed.
 */
export function siteClient(
  settings: ServiceSettings,
  environment: Environment,
  options: Omit<ClientOptions, "project" | "bases" | "trusted" | "keys" | "environment">,
): ServiceClient {
  return createClient({
    ...options,
    project: "https://www.npmjs.com/package/offprint",
    contact: contactOf(settings, environment) ?? options.contact,
    bases: basesOf(environment, settings.bases),
    trusted: settings.sources.flatMap(({ kind, id }) => (kind === "bib" ? [id] : [])),
    keys: keysOf(environment),
    environment,
  });
}
