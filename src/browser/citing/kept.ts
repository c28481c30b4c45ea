// What a visitor has chosen is kept in this browser alone. A browser may forbid a page to keep anything; then nothing is kept.

/** The citation style. */
export const styleKey = "citationStyle";

/** Whether this browser keeps anything for the site. */
export function doesKeep(): boolean {
  try {
    return localStorage !== null;
  } catch {
    return false;
  }
}

export function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {}
}
