/**
 * Where in the model something happens, as `file:line:column`. Stacks are costly, so places are
 * captured only while a finding is replayed: ask `execution.places` before calling.
 */

const FRAME = /(?:\(|^at (?:async )?)((?:file:\/\/|\/|[A-Za-z]:[\\/])[^()\n]*?):(\d+):(\d+)\)?$/;
/** A constructor's own frame says nothing of who made the object. */
const CONSTRUCTOR = /^at (async )?new /;
const TEST = /\.test\.[cm]?[jt]s$/;

/** V8's own property, unknown to the language: how many frames a stack shows. */
const limits = Error as unknown as { stackTraceLimit: number };

/** The innermost place outside of the engine, relative to the working tree; null when there is none. */
export function capturePlace(): string | null {
  const before = limits.stackTraceLimit;
  limits.stackTraceLimit = 64;
  const stack = new Error().stack ?? "";
  limits.stackTraceLimit = before;
  return placeInStack(stack);
}

/** The same for a stack whose innermost frame is in this file. */
export function placeInStack(stack: string): string | null {
  let engine: string | null = null;
  for (const line of stack.split("\n")) {
    const frame = FRAME.exec(line.trim());
    if (frame === null) continue;
    const file = plainPath(frame[1] as string); // the pattern has three groups
    if (engine === null) {
      engine = folder(folder(file)); // this file is sim/trace/place
      continue;
    }
    if (file.startsWith(`${engine}/`) && !TEST.test(file)) continue;
    if (CONSTRUCTOR.test(line.trim())) continue;
    return `${relative(file, engine)}:${frame[2]}:${frame[3]}`;
  }
  return null;
}

function plainPath(file: string): string {
  return file
    .replace(/^file:\/\//, "")
    .replaceAll("\\", "/")
    .replace(/\?.*$/, "");
}

function folder(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** The working tree: our own clone, or the project in whose `node_modules` we are installed. */
function relative(file: string, engine: string): string {
  const installed = engine.indexOf("/node_modules/");
  const root = installed >= 0 ? engine.slice(0, installed) : folder(engine).replace(/\/dist$/, "");
  return file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file;
}
