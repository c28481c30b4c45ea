import { allServices, isServiceBase, type ServiceName } from "../../record/services.ts";
import { ServiceFailure } from "./service-failure.ts";
import { keyPlaces } from "./service-table.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const prefix = "OFFPRINT_SERVICE_";
/** `OFFPRINT_SERVICE_SEMANTIC_SCHOLAR` for `semanticScholar`. */
const variableOf = (service: ServiceName) => prefix + service.replace(/[A-Z]/g, "_$&").toUpperCase();

/**
 * Where services are asked instead: by `services` of `site.yaml`, or by `OFFPRINT_SERVICE_<NAME>`, which wins. Throws a
 * `ServiceFailure` for a name or an address that can't be one.
 */
export function basesOf(
  environment: Environment,
  settings: Readonly<Partial<Record<ServiceName, string>>> = {},
): Partial<Record<ServiceName, string>> {
  const bases: Partial<Record<ServiceName, string>> = { ...settings };
  for (const [variable, value] of Object.entries(environment)) {
    if (!variable.startsWith(prefix) || !value) continue;
    const service = allServices.find((one) => variableOf(one) === variable);
    if (service === undefined)
      throw new ServiceFailure("refused", `${variable} names no service; the services are ${allServices.join(", ")}.`);
    checkBase(variable, value);
    bases[service] = value;
  }
  return bases;
}

/** The keys to services that the environment holds. They are never written to a file. */
export function keysOf(environment: Environment): Partial<Record<ServiceName, string>> {
  const keys: Partial<Record<ServiceName, string>> = {};
  for (const service of allServices) {
    const variable = keyPlaces[service]?.variable;
    const key = variable === undefined ? undefined : environment[variable]?.trim();
    if (!key) continue;
    if (!/^[\x21-\x7e]+$/.test(key)) {
      throw new ServiceFailure("refused", `${variable} holds blanks or letters that no key has.`);
    }
    keys[service] = key;
  }
  return keys;
}

/** A base address as it is used, without a slash at its end; `place` says where it is set. */
export function checkBase(place: string, value: string): URL {
  if (!isServiceBase(value)) {
    throw new ServiceFailure(
      "refused",
      `${place} is no address of a service: https://… (http:// only for this machine), without a password, ? or #.`,
    );
  }
  const address = new URL(value);
  address.pathname = address.pathname.replace(/(?<!\/)\/+$/, "");
  return address;
}
