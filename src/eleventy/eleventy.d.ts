// What Offprint uses of Eleventy 3.1, which ships no type declarations (www.11ty.dev/docs/config/, .../docs/programmatic/).
declare module "@11ty/eleventy" {
  export interface UserConfig {
    readonly ignores: Set<string>;
    readonly directories: { readonly output: string };
    readonly nunjucks: { readonly globals: object };
    readonly transforms: Readonly<
      Record<string, (this: object, content: string, outputPath: string) => string | Promise<string>>
    >;
    addPlugin(plugin: (eleventyConfig: UserConfig, options?: object) => void, options?: object): void;
    addTemplate(path: string, content: string | object, data?: object): void;
    addGlobalData(name: string, value: unknown): void;
    addFilter(name: string, filter: (...values: never[]) => unknown): void;
    addTransform(name: string, transform: (this: { page: { url: string } }, content: string) => string): void;
    addWatchTarget(path: string): void;
    readonly chokidarConfig: object;
    setChokidarConfig(options: object): void;
    setIncludesDirectory(folder: string): void;
    setLibrary(name: string, library: unknown): void;
    setUseGitIgnore(use: boolean): void;
    // biome-ignore lint/suspicious/noExplicitAny: Eleventy gives each event an object of its own shape.
    on(event: string, listener: (event: any) => void | Promise<void>): void;
  }

  export interface EleventyOptions {
    /** `cli`: folders given here come before those of the configuration. */
    source?: "cli" | "script";
    configPath?: string;
    pathPrefix?: string;
    quietMode?: boolean;
    runMode?: "build" | "serve" | "watch";
    config?: (eleventyConfig: UserConfig) => void | Promise<void>;
  }

  /** Chokidar's. */
  export interface Watcher {
    on(event: "unlink", listener: (path: string) => void): void;
    on(event: "error", listener: (error: unknown) => void): void;
  }

  export class Eleventy {
    constructor(input: string | undefined, output: string | undefined, options?: EleventyOptions);
    readonly directories: { setOutput(folder: string): void };
    /** Told of each build that came of a change, to hand it to the pages that are open. */
    readonly eleventyServe: object;
    /** There from within `watch` on. */
    watcher: Watcher;
    disableLogger(): void;
    init(): Promise<void>;
    restart(): Promise<void>;
    write(): Promise<unknown>;
    /** Builds once and then with each change; gives what makes it build as if a file had changed. */
    watch(): Promise<(path: string) => Promise<void>>;
  }
}
