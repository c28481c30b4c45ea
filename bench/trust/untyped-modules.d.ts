// What is used of recheck (4), which only `bench/` installs.
declare module "recheck" {
  export function checkSync(
    source: string,
    flags: string,
    parameters?: object,
  ): { readonly status: "safe" | "vulnerable" | "unknown"; readonly complexity?: { readonly type: string } };
}
