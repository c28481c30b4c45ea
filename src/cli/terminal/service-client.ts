// The client for bibliographic services, as a command opens it.
import { execFileSync } from "node:child_process";
import path from "node:path";
import { confirm, isCancel } from "@clack/prompts";
import { defaultCacheFolder } from "../../build/cache/engine.ts";
import { engineVersion } from "../../build/override-origins.ts";
import { contactForm, type ServiceSettings } from "../../record/services.ts";
import { type ClientOptions, type ServiceClient, ServiceFailure } from "../../services/client/client.ts";
import { keepFile, readKept } from "../../services/client/kept-files.ts";
import { contactOf, siteClient } from "../../services/site-client.ts";
import { isTerminal, UsageError } from "./arguments.ts";

/** The client as a site's settings want it. `mayAsk` says whether its author may be asked who services are told asks. */
export async function openClient(
  settings: ServiceSettings,
  mayAsk: boolean,
  options: Pick<ClientOptions, "isOffline" | "isRefreshed" | "recording"> = {},
): Promise<ServiceClient> {
  const cacheFolder = path.join(defaultCacheFolder(), "services");
  const isKnown = contactOf(settings, process.env) !== undefined || options.isOffline === true;
  const contact = isKnown ? undefined : await contactOfGit(path.join(cacheFolder, "contact.json"), mayAsk);
  try {
    return siteClient(settings, process.env, {
      ...options,
      version: engineVersion(),
      cacheFolder,
      contact,
    });
  } catch (error) {
    // It names a service or an address that is none.
    if (error instanceof ServiceFailure) throw new UsageError(error.message);
    throw error;
  }
}

/** The mail address of git's settings, if its owner has said, asked once, that services may be told it; `file` keeps what was said. */
async function contactOfGit(file: string, mayAsk: boolean): Promise<string | undefined> {
  const kept = (await readKept(file)) as { contact?: unknown } | undefined;
  const said = typeof kept?.contact === "string" && contactForm.test(kept.contact) ? kept.contact : undefined;
  if (kept !== undefined || !mayAsk || !isTerminal()) return said;
  const address = mailInGit();
  if (address === undefined) return undefined;
  const message = `Services answer faster, and write before they block, when they know who asks. Tell them ${address}?`;
  const answer = await confirm({ message, initialValue: false });
  if (isCancel(answer)) return undefined;
  await keepFile(file, JSON.stringify(answer ? { contact: address } : {}));
  return answer ? address : undefined;
}

function mailInGit(): string | undefined {
  try {
    const found = execFileSync("git", ["config", "user.email"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return contactForm.test(found.trim()) ? found.trim() : undefined;
  } catch {
    return undefined;
  }
}
