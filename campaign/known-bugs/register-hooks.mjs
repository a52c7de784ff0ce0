// Registers the variant hooks and keeps the line to them. To be called before tsx is registered: what
// is registered later comes first, and tsx has to make JavaScript of what the hooks give it.
import { register } from "node:module";
import { MessageChannel } from "node:worker_threads";

let port = null;

export function registerVariantHooks() {
  const { port1, port2 } = new MessageChannel();
  register("./variant-hooks.mjs", import.meta.url, { data: { port: port2 }, transferList: [port2] });
  port1.unref();
  port = port1;
}

/** The line to the hooks; null where nobody registered them. */
export function variantPort() {
  return port;
}
