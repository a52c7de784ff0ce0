/**
 * Imports a module of ours as it is with known bugs patched in. Several variants live in one process
 * beside the unpatched modules; the engine is the same for all.
 *
 * Works where the launcher runs the sources: its module hooks must lie below tsx.
 */
import { realpathSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { MessagePort } from "node:worker_threads";
import { PACKAGE_ROOT } from "../scenarios/package-root.ts";
import { patchedFiles } from "./apply.ts";
import type { KnownBug } from "./known-bug.ts";

/** Not a plain import: it is JavaScript for Node itself, and no part of what is built. */
const REGISTRY = new URL("./register-hooks.mjs", import.meta.url).href;

export class PatchedLoader {
  readonly #root: string;
  #announcements = 0;

  constructor(root: string = PACKAGE_ROOT) {
    // Node names modules by their real paths.
    this.#root = realpathSync(root);
  }

  /**
   * The namespace of the module `file` (absolute) in the variant that has all of `bugs`, each time the
   * same. Throws a `UsageProblem` where a patch does not apply.
   */
  async load(file: string, bugs: readonly KnownBug[]): Promise<Record<string, unknown>> {
    const url = pathToFileURL(realpathSync(file));
    if (bugs.length > 0) {
      const inOrder = [...bugs].sort((a, b) => (a.id < b.id ? -1 : 1));
      const variant = inOrder.map((bug) => bug.id).join("+");
      await this.#announce(variant, patchedFiles(inOrder, this.#root));
      url.searchParams.set("bug", variant);
    }
    return (await import(url.href)) as Record<string, unknown>;
  }

  /** Hands a variant's texts to the hooks and waits until they have them. */
  async #announce(variant: string, files: Map<string, string>): Promise<void> {
    const port = await portToHooks();
    const id = `${this.#root} ${variant} ${this.#announcements++}`;
    const root = pathToFileURL(this.#root + path.sep).href;
    port.ref();
    await new Promise<void>((resolve) => {
      const onAnswer = (answer: { readonly id: string }): void => {
        if (answer.id !== id) return;
        port.off("message", onAnswer);
        resolve();
      };
      port.on("message", onAnswer);
      port.postMessage({ id, root, variant, files });
    });
    port.unref();
  }
}

/** Without the hooks an import would quietly give the unpatched module. */
async function portToHooks(): Promise<MessagePort> {
  const { variantPort } = (await import(REGISTRY)) as { variantPort(): MessagePort | null };
  const port = variantPort();
  if (port !== null) return port;
  throw new Error("the hooks that patch known bugs in are not registered: go through campaign/reveille.mjs");
}
