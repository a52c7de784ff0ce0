// Module hooks above tsx, which has every class redefine its name (esbuild's `keepNames`, which cannot be turned
// off). That makes a slow dictionary of the class, so that V8 compiles the constructors of its heirs again and
// again, each time in vain: a third of the time of a long execution. The names are the same without it.

const NAMING = /__name=\(target,value\)=>__defProp\(target,"name",\{value,configurable:(?:!0|true)\}\)/;

export async function load(url, context, nextLoad) {
  const loaded = await nextLoad(url, context);
  if (!/\.ts(\?|$)/.test(url) || loaded.source == null) return loaded;
  const text = typeof loaded.source === "string" ? loaded.source : new TextDecoder().decode(loaded.source);
  // As long as before: the source maps count columns.
  const source = text.replace(NAMING, (found) => "__name=(target)=>target".padEnd(found.length));
  return { ...loaded, source };
}
