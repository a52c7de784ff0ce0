/**
 * Imports a module of ours as it is with known bugs patched in. Several variants live in one process
 * beside the unpatched modules; the engine is the same for all.
 */
import { register } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import { PACKAGE_ROOT } from "../scenarios/package-root.ts";
import { patchedFiles } from "./apply.ts";
import type { KnownBug } from "./known-bug.ts";

export class PatchedLoader {
  readonly #root: string;
  #port: MessagePort | null = null;

  constructor(root: string = PACKAGE_ROOT) {
    this.#root = root;
  }

  /** The namespace of the module `file` (absolute) in the variant that has all of `bugs`. */
  async load(file: string, bugs: readonly KnownBug[]): Promise<Record<string, unknown>> {
    const variant = bugs.map((bug) => bug.id).join("+");
    await this.#announce(variant, patchedFiles(bugs, this.#root));
    const url = pathToFileURL(file);
    url.searchParams.set("bug", variant);
    return (await import(url.href)) as Record<string, unknown>;
  }

  /** Hands a variant's texts to the hooks and waits until they have them. */
  async #announce(variant: string, files: Map<string, string>): Promise<void> {
    this.#port ??= this.#registerHooks();
    const port = this.#port;
    port.ref();
    await new Promise((resolve) => {
      port.once("message", resolve);
      port.postMessage({ variant, files });
    });
    port.unref();
  }

  #registerHooks(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    const root = pathToFileURL(this.#root + path.sep).href;
    register("./variant-hooks.mjs", import.meta.url, { data: { root, port: port2 }, transferList: [port2] });
    return port1;
  }
}
